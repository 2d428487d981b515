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
package io.weft.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.PreemptionRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a policy proposes that makes others give way is checked: nodes of four cores, M is 2, and
 * batch jobs give way to urgent ones.
 */
class PreemptionTest {
    private static final int FIRST = 0;
    private static final int SECOND = 1;

    private final VictimPolicy policy = new VictimPolicy();
    private final KernelHost host =
            new KernelHost(
                    new Limits().nodeCount(2).coresPerNode(4).jobCount(8).termsCount(1),
                    ctx -> ctx.policies((name, version) -> policy));

    @BeforeEach
    void setUp() {
        host.define(2, 4, 2);
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private void rule(final PreemptionKind kind) {
        host.in.setPreemption(new PreemptionRequest().kind(kind));
        host.run();
    }

    private void run(final JobRequest... jobs) {
        for (final JobRequest job : jobs) {
            host.in.submitJob(job);
        }
        host.run();
        for (int row = 0; row < jobs.length; row++) {
            host.in.jobStarted(row + 1);
        }
        host.run();
    }

    private static JobRequest batch(final long jobId, final int cores) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(1, cores).requeueable(true);
    }

    private static JobRequest urgent(final int cores) {
        return batch(9, cores).jobClass(JobClass.URGENT);
    }

    private void propose(final long mask, final int... victims) {
        policy.mask = mask;
        policy.victims = victims;
    }

    private void assertHalts(final String what) {
        final HaltException halt = assertThrows(HaltException.class, host::run);
        assertTrue(
                halt.getMessage()
                        .contains(
                                "A policy proposed a preemption that breaks an invariant: jobId="
                                        + what),
                halt::getMessage);
    }

    @Test
    void shouldTakeWhatIsNeededAndStartWhenVictimIsOff() {
        rule(PreemptionKind.SUSPEND);
        run(batch(1, 4), batch(2, 4));
        propose(0xf, SECOND);
        host.in.submitJob(urgent(4));

        assertEquals(
                List.of("accepted 9", "preempted 2 for 9 SUSPEND lost 0", "pause 2 PREEMPTED 9"),
                host.run());
        host.in.jobSuspended(2);
        assertTrue(host.run().contains("start 9 x2 at 100 0:f"));
    }

    @Test
    void shouldHaltWhenVictimNeedNotGiveWay() {
        rule(PreemptionKind.SUSPEND);
        run(batch(1, 4), batch(2, 4).jobClass(JobClass.URGENT));
        propose(0xf, SECOND);
        host.in.submitJob(urgent(4));

        assertHalts("2 need not give way");
    }

    @Test
    void shouldHaltWhenVictimIsOnAnotherNode() {
        rule(PreemptionKind.SUSPEND);
        run(batch(1, 4), batch(2, 4), batch(3, 4));
        host.end(1);
        host.run();
        propose(0xf, 2);
        host.in.submitJob(urgent(4));

        assertHalts("3 gives way for nothing");
    }

    @Test
    void shouldHaltWhenVictimHasOtherCores() {
        rule(PreemptionKind.SUSPEND);
        run(batch(1, 2), batch(2, 2));
        propose(0xc, FIRST);
        host.in.submitJob(urgent(2));

        assertHalts("1 gives way for nothing");
    }

    @Test
    void shouldHaltWhenThereIsRoomBesideVictim() {
        rule(PreemptionKind.SUSPEND);
        run(batch(1, 4));
        propose(0xf, FIRST);
        host.in.submitJob(urgent(4));

        assertHalts("1 gives way for nothing");
    }

    @Test
    void shouldHaltWhenOneOfTwoVictimsWouldBeEnough() {
        try (KernelHost other =
                new KernelHost(
                        new Limits().nodeCount(2).coresPerNode(4).jobCount(8),
                        ctx -> ctx.policies((name, version) -> policy))) {
            other.define(2, 4, 2);
            other.in.setPreemption(new PreemptionRequest().kind(PreemptionKind.CANCEL));
            other.in.submitJob(batch(1, 4));
            other.in.submitJob(batch(2, 4));
            other.run();
            other.in.jobStarted(1);
            other.in.jobStarted(2);
            other.run();
            propose(0xf, FIRST, SECOND);
            other.in.submitJob(urgent(4));

            final HaltException halt = assertThrows(HaltException.class, other::run);
            assertTrue(halt.getMessage().contains("gives way for nothing"), halt::getMessage);
        }
    }

    @Test
    void shouldMakeWayWhenOnlyMemoryLacks() {
        rule(PreemptionKind.CANCEL);
        run(batch(1, 1).memoryPerNode(700));
        propose(0x8, FIRST);
        policy.memory = 400;
        host.in.submitJob(urgent(1).memoryPerNode(400));

        assertTrue(host.run().contains("preempted 1 for 9 CANCEL lost 0"));
    }

    @Test
    void shouldMakeWayWhenOnlyGpusLack() {
        rule(PreemptionKind.REQUEUE);
        run(batch(1, 1).gpusPerNode(1));
        propose(0x8, FIRST);
        policy.gpuCount = 1;
        host.in.submitJob(urgent(1).gpusPerNode(1));

        assertTrue(host.run().contains("preempted 1 for 9 REQUEUE lost 0"));
    }

    @Test
    void shouldHaltWhenMemoryAndGpusAreEnoughForBoth() {
        rule(PreemptionKind.CANCEL);
        run(batch(1, 1).memoryPerNode(600));
        propose(0x8, FIRST);
        policy.memory = 400;
        policy.gpuCount = 1;
        host.in.submitJob(urgent(1).memoryPerNode(400).gpusPerNode(1));

        assertHalts("1 gives way for nothing");
    }

    @Test
    void shouldMakeWayForJobThatTakesTheNodeForItself() {
        rule(PreemptionKind.CANCEL);
        run(batch(1, 1));
        propose(0xf, FIRST);
        host.in.submitJob(urgent(1).exclusive(true));

        assertTrue(host.run().contains("preempted 1 for 9 CANCEL lost 0"));
        host.end(1);
        assertTrue(host.run().contains("start 9 x1 at 100 0:f"));
    }

    @Test
    void shouldMakeJobGiveWayThatHasTheNodeForItself() {
        rule(PreemptionKind.CANCEL);
        run(batch(1, 1).exclusive(true));
        propose(0x2, FIRST);
        host.in.submitJob(urgent(1));

        assertTrue(host.run().contains("preempted 1 for 9 CANCEL lost 0"));
    }

    @Test
    void shouldDoNothingWhenTermsAreUsedUp() {
        rule(PreemptionKind.SUSPEND);
        run(batch(1, 4), batch(2, 4));
        policy.wasTaken = true;
        propose(0xf, FIRST, SECOND);
        host.in.submitJob(urgent(4));

        assertEquals(List.of("accepted 9"), host.run());
        assertFalse(policy.wasTaken);
        assertEquals(0, host.state().terms().slab().usedCount());
    }
}
