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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlurmConfTest {
    private final Map<String, String> files = new LinkedHashMap<>();

    private ClusterFacts read(final String... lines) {
        files.put("/etc/slurm/slurm.conf", String.join("\n", lines));
        return SlurmConf.read("/etc/slurm/slurm.conf", files::get);
    }

    @Test
    void shouldTakeSlurmsDefaultsForWhatIsNotSaid() {
        final ClusterFacts facts = read("ClusterName=a");

        assertEquals("sched/backfill", facts.value("schedulertype"));
        assertEquals("1", facts.value("JobRequeue"));
    }

    @Test
    void shouldJoinLinesAndLeaveCommentsOut() {
        final ClusterFacts facts =
                read("SCHEDULERPARAMETERS=batch_sched_delay=0,\\", "defer # a comment", "#x=y");

        assertEquals("batch_sched_delay=0, defer", facts.value("SchedulerParameters"));
        assertEquals("", facts.value("x"));
    }

    @Test
    void shouldReadWhatIsIncludedOnce() {
        files.put("/etc/slurm/nodes.conf", "NodeName=n[1-2] CPUs=8\nInclude slurm.conf\n");
        files.put("/srv/parts.conf", "PartitionName=main Nodes=n[1-2],m1\nJobRequeue=0\n");

        final ClusterFacts facts =
                read("include nodes.conf", "Include /srv/parts.conf", "NodeName=m2 CPUs=4");

        assertEquals("0", facts.value("JobRequeue"));
        assertEquals(
                List.of("n[1-2] main", "m2 "),
                facts.nodes().stream()
                        .map(node -> node.get("NodeName") + " " + node.get("Partitions"))
                        .toList());
    }

    @Test
    void shouldHandDefaultsDown() {
        final ClusterFacts facts =
                read(
                        "NodeName=DEFAULT CPUs=16 ThreadsPerCore=2",
                        "NodeName=a",
                        "NodeName=b CPUs=8",
                        "PartitionName=DEFAULT State=DOWN",
                        "PartitionName=main Nodes=ALL");

        assertEquals("16", facts.nodes().get(0).get("CPUTot"));
        assertEquals("8", facts.nodes().get(1).get("CPUTot"));
        assertEquals("2", facts.nodes().get(1).get("threadspercore"));
        assertEquals("DOWN", facts.partition("main").get("State"));
    }

    /** The file of the cluster that was measured with OverSubscribe=FORCE:4. */
    @Test
    void shouldJudgeAWholeFile() {
        final Sample sample = new Sample();
        sample.files.put("/etc/slurm/slurm.conf", Sample.text("slurm.conf"));

        final ClusterFacts facts = SlurmConf.read("/etc/slurm/slurm.conf", sample.files::get);

        assertEquals(
                List.of("WARNING partition main", "WARNING JobRequeue"),
                Sample.troubles(SlurmExam.judge(facts, sample.plan, sample.files::get)));
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertNull(SlurmConf.read("/nowhere", files::get));
    }
}
