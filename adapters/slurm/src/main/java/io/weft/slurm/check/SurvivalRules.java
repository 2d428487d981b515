/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.slurm.check;

/** What decides whether nothing is lost or doubled when something dies. */
final class SurvivalRules {
    private static final long AGE_GOOD_S = 300;
    private static final long AGE_LEAST_S = 30;

    private SurvivalRules() {}

    static void examine(final ClusterFacts facts, final ExamPlan plan, final Findings findings) {
        requeue(facts, findings);
        age(facts, findings);
        completions(facts, findings);
        final long timeoutS = KeyValues.number(facts.value("SlurmdTimeout"), 0);
        if (timeoutS == 0) {
            findings.warning(
                    "SlurmdTimeout",
                    facts.value("SlurmdTimeout"),
                    "SlurmdTimeout=60",
                    "a lost node is never taken to be down, and its jobs never end");
        } else {
            findings.ok("SlurmdTimeout", timeoutS + " s");
        }
        final long jobs = KeyValues.number(facts.value("MaxJobCount"), 0);
        if (jobs > plan.limits().jobCount()) {
            findings.warning(
                    "MaxJobCount",
                    "" + jobs,
                    "limits.jobs="
                            + jobs
                            + " before the journal is begun, or a smaller MaxJobCount",
                    "jobs beyond limits.jobs=" + plan.limits().jobCount() + " stay held");
        } else {
            findings.ok("MaxJobCount", "" + jobs);
        }
    }

    private static void requeue(final ClusterFacts facts, final Findings findings) {
        final String value = facts.value("JobRequeue");
        if (value.equals("0")) {
            findings.ok("JobRequeue", value);
        } else {
            findings.warning(
                    "JobRequeue",
                    value,
                    "JobRequeue=0; Weft still requeues what its users let it",
                    "after a node is lost Slurm starts its jobs again by itself, on the old nodes,"
                            + " some two minutes later");
        }
    }

    private static void age(final ClusterFacts facts, final Findings findings) {
        final long ageS = KeyValues.number(facts.value("MinJobAge"), 0);
        final String change = "MinJobAge=300";
        if (ageS >= AGE_GOOD_S) {
            findings.ok("MinJobAge", ageS + " s");
        } else if (ageS >= AGE_LEAST_S) {
            findings.note(
                    "MinJobAge",
                    ageS + " s",
                    change,
                    "jobs that end while Weft is away for longer are known from the completion log"
                            + " only");
        } else {
            findings.error(
                    "MinJobAge",
                    ageS + " s",
                    change,
                    "a job may be forgotten before Weft has seen that it ended");
        }
    }

    private static void completions(final ClusterFacts facts, final Findings findings) {
        final String value = facts.value("JobCompType");
        if (value.equals("jobcomp/filetxt")) {
            findings.ok("JobCompType", value + " in " + facts.value("JobCompLoc"));
        } else {
            findings.warning(
                    "JobCompType",
                    value,
                    "JobCompType=jobcomp/filetxt, JobCompLoc=/var/log/slurm/jobcomp.log",
                    "how a job ended is not known if that was longer ago than MinJobAge when Weft"
                            + " comes back");
        }
    }
}
