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

import io.weft.slurm.site.SlurmAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlurmRulesTest {
    private final Sample sample = new Sample();

    /** The only thing that was not as it should be. */
    @BeforeEach
    void repair() {
        sample.set("MinJobAge", "300 sec");
    }

    @Test
    void shouldFindNothingToChangeWhenAllIsAsItShouldBe() {
        assertEquals(List.of(), sample.troubles());
    }

    @ParameterizedTest
    @CsvSource({
        "SLURM_VERSION, 23.11.4, WARNING version",
        "HASH_VAL, Different Ours=0x1 Slurmctld=0x2, WARNING slurm.conf",
        "JobSubmitPlugins, (null), ERROR JobSubmitPlugins",
        "Prolog, (null), WARNING Prolog",
        "TaskProlog, (null), WARNING TaskProlog",
        "Epilog, /usr/local/epilog, NOTE Epilog",
        "PrologFlags, (null), WARNING PrologFlags",
        "SchedulerType, sched/backfill, WARNING SchedulerType",
        "SchedulerParameters, default_queue_depth=10000, WARNING batch_sched_delay",
        "SchedulerParameters, batch_sched_delay=0, WARNING default_queue_depth",
        "PriorityType, priority/multifactor, NOTE PriorityType",
        "PreemptType, preempt/qos, ERROR PreemptType",
        "SelectType, select/linear, ERROR SelectType",
        "SelectType, select/cons_res, NOTE SelectType",
        "SelectTypeParameters, CR_CORE, WARNING SelectTypeParameters",
        "SelectTypeParameters, CR_SOCKET_MEMORY, ERROR SelectTypeParameters",
        "TaskPlugin, 'task/cgroup,task/affinity', ERROR TaskPlugin",
        "TaskPlugin, task/cgroup, WARNING TaskPlugin",
        "SlurmdParameters, (null), ERROR SlurmdParameters",
        "JobRequeue, 1, WARNING JobRequeue",
        "MinJobAge, 100 sec, NOTE MinJobAge",
        "MinJobAge, 2 sec, ERROR MinJobAge",
        "JobCompType, jobcomp/none, WARNING JobCompType",
        "SlurmdTimeout, 0 sec, WARNING SlurmdTimeout",
        "MaxJobCount, 1000000, WARNING MaxJobCount",
        "SlurmUser, slurm(64030), "
    })
    void shouldSayWhatToChangeOfASetting(
            final String key, final String value, final String expected) {
        sample.set(key, value);

        assertEquals(expected == null ? List.of() : List.of(expected), sample.troubles());
    }

    @Test
    void shouldFindThatTheMainLoopIsOff() {
        sample.set(
                "SchedulerParameters",
                "batch_sched_delay=0,default_queue_depth=10000,sched_interval=-1");

        assertEquals(List.of("ERROR sched_interval"), sample.troubles());
    }

    @ParameterizedTest
    @CsvSource({
        "OverSubscribe=NO, OverSubscribe=FORCE:4, WARNING partition main",
        "OverSubscribe=NO, OverSubscribe=EXCLUSIVE, ERROR partition main",
        "State=UP, State=DOWN, WARNING partition main",
        "DefMemPerCPU=100, DefMemPerNode=UNLIMITED, ERROR partition main"
    })
    void shouldSayWhatToChangeOfAPartition(
            final String from, final String to, final String expected) {
        sample.partitions = Sample.changed(sample.partitions, from, to);

        assertEquals(List.of(expected), sample.troubles());
    }

    @Test
    void shouldFindPartitionsThatShareNodesWithManagedOnes() {
        sample.partitions += sample.partitions.replace("=main", "=other");
        sample.nodes = Sample.changed(sample.nodes, "Partitions=main", "Partitions=main,other");

        assertEquals(List.of("WARNING partition other"), sample.troubles());
    }

    @Test
    void shouldFindAPartitionThatIsNotThere() {
        sample.plan = Sample.plan("big", 4, 4, "root");

        assertEquals(
                List.of("ERROR job_submit.lua", "ERROR job_submit.lua", "ERROR partition big"),
                sample.troubles());
    }

    @Test
    void shouldFindFewerSlotsThanWeftGives() {
        sample.plan = Sample.plan("main", 8, 4, "root");

        assertEquals(List.of("ERROR partition main"), sample.troubles());
    }

    @ParameterizedTest
    @CsvSource({"CPUTot=16, CPUTot=18", "ThreadsPerCore=1, ThreadsPerCore=2"})
    void shouldFindNodesThatDoNotCountSlots(final String from, final String to) {
        sample.nodes = Sample.changed(sample.nodes, from, to);

        assertEquals(
                List.of("ERROR node n1", "ERROR node n2", "ERROR node n3", "ERROR node n4"),
                sample.troubles());
    }

    @Test
    void shouldFindLimitsThatAreTooSmall() {
        sample.plan.limits().nodeCount(3).coresPerNode(3);

        assertEquals(
                List.of(
                        "ERROR node n1",
                        "ERROR node n2",
                        "ERROR node n3",
                        "ERROR node n4",
                        "ERROR nodes"),
                sample.troubles());
    }

    @ParameterizedTest
    @CsvSource({"root, root(0)", "root, slurm(64030)", "slurm, slurm(64030)"})
    void shouldAllowThoseWhoMayStartJobs(final String user, final String owner) {
        sample.plan = Sample.plan("main", 4, 4, user);
        sample.set("SlurmUser", owner);

        assertEquals(List.of(), sample.troubles());
    }

    @Test
    void shouldRefuseAUserWhoMayNotStartJobs() {
        sample.plan = Sample.plan("main", 4, 4, "alice");

        assertEquals(List.of("ERROR user"), sample.troubles());
    }

    @Test
    void shouldFindAScriptThatHoldsNoJobs() {
        sample.files.put("/etc/slurm/job_submit.lua", "function slurm_job_submit() end");
        assertEquals(List.of("ERROR job_submit.lua"), sample.troubles());

        sample.files.remove("/etc/slurm/job_submit.lua");
        assertEquals(List.of("ERROR job_submit.lua"), sample.troubles());
    }

    @Test
    void shouldFindAScriptThatIsOlderThanThis() {
        sample.files.put("/etc/slurm/job_submit.lua", "local MANAGED = { \"main\" }\n");
        assertEquals(List.of("ERROR job_submit.lua"), sample.troubles());

        sample.plan = Sample.plan("main", false);
        assertEquals(List.of("NOTE job_submit.lua"), sample.troubles());
    }

    @Test
    void shouldFindNothingInTheScriptThatComesWithThis() throws IOException {
        final byte[] text = new SlurmAdapter().siteFile("job_submit.lua");
        sample.files.put("/etc/slurm/job_submit.lua", new String(text, StandardCharsets.UTF_8));

        assertEquals(List.of(), sample.troubles());
    }

    @Test
    void shouldFindAPrologThatBindsNoCores() {
        sample.files.put("/etc/slurm/prolog.sh", "exit 0");

        assertEquals(List.of("WARNING Prolog"), sample.troubles());
    }
}
