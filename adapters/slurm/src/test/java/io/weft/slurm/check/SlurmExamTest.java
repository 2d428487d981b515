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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import io.weft.manager.daemon.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlurmExamTest {
    private final Sample sample = new Sample();

    private CommandResult answer(final List<String> command, final long timeoutNs) {
        final String text =
                switch (command.get(command.size() - 1)) {
                    case "config" -> sample.config;
                    case "partition" -> sample.partitions;
                    case "node" -> sample.nodes;
                    default -> "MUNGE:x";
                };
        return new CommandResult(0, text, "");
    }

    @Test
    void shouldExamineARecordedCluster() {
        final List<Finding> findings =
                new SlurmExam(sample.plan, this::answer, sample.files::get).examine();

        assertEquals(List.of("ERROR MinJobAge"), Sample.troubles(findings));
        assertTrue(findings.contains(Finding.ok("slurmctld", "answers")), findings::toString);
        assertTrue(findings.contains(Finding.ok("version", "22.05.8")), findings::toString);
    }

    @Test
    void shouldReadTheFileWhenTheControllerIsDown() {
        sample.files.put(
                "/etc/slurm/slurm.conf",
                """
                JobSubmitPlugins=lua
                NodeName=n[1-8] CPUs=16 ThreadsPerCore=1
                PartitionName=main Nodes=ALL OverSubscribe=FORCE:4
                """);

        final List<Finding> findings =
                new SlurmExam(
                                sample.plan,
                                (command, timeoutNs) ->
                                        new CommandResult(
                                                1, "", "slurm_load_ctl_conf error: Unable\n"),
                                sample.files::get)
                        .examine();

        final List<String> troubles = Sample.troubles(findings);
        assertEquals(
                List.of("ERROR munge", "ERROR slurmctld", "NOTE slurm.conf"),
                troubles.subList(0, 3));
        assertTrue(troubles.contains("WARNING partition main"), troubles::toString);
        assertTrue(troubles.contains("WARNING JobRequeue"), troubles::toString);
        assertTrue(troubles.contains("ERROR SelectType"), troubles::toString);
    }

    @Test
    void shouldSayThatThereIsNothingToExamine() {
        final List<Finding> findings =
                new SlurmExam(
                                sample.plan,
                                (command, timeoutNs) -> {
                                    throw new ManagerException(
                                            ManagerException.Kind.UNREACHABLE,
                                            false,
                                            "no scontrol");
                                },
                                path -> null)
                        .examine();

        assertEquals(
                List.of("NOTE munge", "ERROR slurmctld", "ERROR slurm.conf"),
                Sample.troubles(findings));
    }
}
