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

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import io.weft.manager.daemon.Finding;
import io.weft.manager.daemon.SiteExam;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Examines a Slurm: asks the controller, or reads slurm.conf when that does not answer. Runs a few
 * commands that only read; takes some 50 ms, or 10 s when the controller is down.
 */
public final class SlurmExam implements SiteExam {
    private static final String CONF_DEFAULT = "/etc/slurm/slurm.conf";
    private static final String TESTED_VERSION = "22.05";
    private static final long TIMEOUT_NS = 15_000_000_000L;

    private final ExamPlan plan;
    private final CommandRunner runner;
    private final Function<String, String> files;

    /**
     * An exam.
     *
     * @param plan what Weft is to do there.
     * @param runner of Slurm's programs.
     * @param files text of a file by its path, or null when it cannot be read.
     */
    public SlurmExam(
            final ExamPlan plan, final CommandRunner runner, final Function<String, String> files) {
        this.plan = plan;
        this.runner = runner;
        this.files = files;
    }

    @Override
    public List<Finding> examine() {
        final Findings findings = new Findings();
        munge(findings);
        ClusterFacts facts = live(findings);
        if (facts == null) {
            facts = read(findings);
        }
        if (facts != null) {
            findings.list().addAll(judge(facts, plan, files));
        }
        return findings.list();
    }

    /** What the rules say about known facts. */
    static List<Finding> judge(
            final ClusterFacts facts, final ExamPlan plan, final Function<String, String> files) {
        final Findings findings = new Findings();
        version(facts, findings);
        OwnershipRules.examine(facts, plan, files, findings);
        SchedulingRules.examine(facts, findings);
        SharingRules.examine(facts, plan, findings);
        PartitionRules.examine(facts, plan, findings);
        NodeRules.examine(facts, plan, findings);
        SurvivalRules.examine(facts, plan, findings);
        return findings.list();
    }

    private void munge(final Findings findings) {
        try {
            final CommandResult result = runner.run(List.of("munge", "-n"), TIMEOUT_NS);
            if (result.isSuccess()) {
                findings.ok("munge", "makes credentials");
            } else {
                findings.error(
                        "munge",
                        firstLine(result.error()),
                        "start munged",
                        "no command of Slurm works without it");
            }
        } catch (final ManagerException ex) {
            findings.note("munge", ex.getMessage(), "", "not tried");
        }
    }

    private ClusterFacts live(final Findings findings) {
        try {
            final String config = ask("config");
            final String partitions = ask("partition");
            final String nodes = ask("node");
            findings.ok("slurmctld", "answers");
            return new ClusterFacts(
                    KeyValues.ofLines(config),
                    KeyValues.ofEachLine(partitions),
                    KeyValues.ofEachLine(nodes),
                    true);
        } catch (final ManagerException ex) {
            findings.error(
                    "slurmctld",
                    ex.getMessage(),
                    "start slurmctld, and see that `scontrol show config` answers here",
                    "what it would do is read from slurm.conf below");
            return null;
        }
    }

    private String ask(final String subject) throws ManagerException {
        final String program =
                plan.programs().isEmpty() ? "scontrol" : plan.programs() + "/scontrol";
        final List<String> command = new ArrayList<>(List.of(program, "-o", "show", subject));
        final CommandResult result = runner.run(command, TIMEOUT_NS);
        if (!result.isSuccess()) {
            throw ManagerException.refused(firstLine(result.error() + result.output()));
        }
        return result.output();
    }

    private static String firstLine(final String text) {
        return text.lines().findFirst().orElse("no answer");
    }

    private ClusterFacts read(final Findings findings) {
        final String path = plan.configuration().isEmpty() ? CONF_DEFAULT : plan.configuration();
        final ClusterFacts facts = SlurmConf.read(path, files);
        if (facts == null) {
            findings.error("slurm.conf", path, "conf= in the section [slurm]", "not readable");
        } else {
            findings.note("slurm.conf", path, "", "read in place of the controller");
        }
        return facts;
    }

    private static void version(final ClusterFacts facts, final Findings findings) {
        if (!facts.isLive()) {
            return;
        }
        final String version = facts.value("SLURM_VERSION");
        if (version.startsWith(TESTED_VERSION)) {
            findings.ok("version", version);
        } else {
            findings.warning(
                    "version",
                    version,
                    "try it on a test cluster first",
                    "Weft was tried on " + TESTED_VERSION + " alone; texts and rules may differ");
        }
        if (facts.value("HASH_VAL").startsWith("Different")) {
            findings.warning(
                    "slurm.conf",
                    facts.value("HASH_VAL"),
                    "the same slurm.conf everywhere, then `scontrol reconfigure`",
                    "the controller runs with another one than stands here");
        }
    }
}
