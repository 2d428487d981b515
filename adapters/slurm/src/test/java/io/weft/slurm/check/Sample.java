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

import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.manager.QueueSpec;
import io.weft.manager.daemon.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster of Slurm 22.05.8 as its controller showed it, with four nodes of 4 cores and M = 4, and
 * the files of the site; to be changed by a test.
 */
final class Sample {
    String config = text("show-config.txt");
    String partitions = text("show-partition.txt");
    String nodes = text("show-node.txt");
    final Map<String, String> files = new LinkedHashMap<>();
    ExamPlan plan = plan("main", 4, 4, "root");

    Sample() {
        files.put("/etc/slurm/job_submit.lua", "-- weft: guard 2\nlocal MANAGED = { \"main\" }\n");
        for (final String name : List.of("prolog.sh", "epilog.sh", "taskprolog.sh")) {
            files.put("/etc/slurm/" + name, "cat /run/weft-cores/$SLURM_JOB_ID");
        }
    }

    static ExamPlan plan(
            final String partition, final int multiplicity, final int slots, final String user) {
        return plan(partition, multiplicity, slots, user, true);
    }

    /** A plan with and without starts in one command. */
    static ExamPlan plan(final String partition, final boolean isGuarded) {
        return plan(partition, 4, 4, "root", isGuarded);
    }

    private static ExamPlan plan(
            final String partition,
            final int multiplicity,
            final int slots,
            final String user,
            final boolean isGuarded) {
        final QueueSpec queue =
                new QueueSpec(partition, multiplicity, 0, JobClass.BATCH, List.of());
        return new ExamPlan(List.of(queue), new Limits(), slots, "", "", user, isGuarded);
    }

    static String text(final String name) {
        try (InputStream source = Sample.class.getResourceAsStream(name)) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Gives a setting of the controller another value; null for one that has none. */
    void set(final String key, final String value) {
        final String changed = config.replaceFirst("(?m)^" + key + " += .*$", key + " = " + value);
        if (changed.equals(config)) {
            throw new IllegalArgumentException("key=" + key + ", value=" + value);
        }
        config = changed;
    }

    /** Changes what stands in another text. */
    static String changed(final String text, final String from, final String to) {
        if (!text.contains(from)) {
            throw new IllegalArgumentException("from=" + from);
        }
        return text.replace(from, to);
    }

    /** What there is to be done, as severity and subject. */
    List<String> troubles() {
        final ClusterFacts facts =
                new ClusterFacts(
                        KeyValues.ofLines(config),
                        KeyValues.ofEachLine(partitions),
                        KeyValues.ofEachLine(nodes),
                        true);
        return troubles(SlurmExam.judge(facts, plan, files::get));
    }

    static List<String> troubles(final List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() != Finding.Severity.OK)
                .map(finding -> finding.severity() + " " + finding.subject())
                .toList();
    }
}
