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
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.KernelHost;
import io.weft.core.Replay;
import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes of eight cores, M is 1; the whole state is verified after every entry. */
class ElasticityRuleTest {
    private static final long PAUSE = 100;
    private static final long IDLE = 50;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(8).jobCount(12).nameCount(8));
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.define(3, 8, 1);
        host.in.setElasticity(
                new ElasticityRequest(0).growIdle(PAUSE).shrinkForPending().shrinkIdle(IDLE, 100));
        host.run();
    }

    @AfterEach
    void tearDown() {
        final Replay.Report report = host.replay();
        assertNull(report.divergence());
        assertEquals(host.kernel.digest(), report.digest());
        host.close();
    }

    private List<String> submit(final long jobId, final int cores, final int coresMin) {
        return submit(jobId, cores, coresMin, JobClass.BATCH);
    }

    private List<String> submit(
            final long jobId, final int cores, final int coresMin, final JobClass jobClass) {
        host.in.submitJob(
                job.clear()
                        .jobId(jobId)
                        .walltimeNs(10_000)
                        .coresAnywhere(cores)
                        .coreCountMin(coresMin)
                        .jobClass(jobClass));
        return host.run();
    }

    private List<String> submitRigid(final long jobId, final int nodes, final int cores) {
        host.submit(jobId, nodes, cores);
        return host.run();
    }

    private List<String> after(final long ns) {
        host.now += ns;
        return host.run();
    }

    private int cores(final long jobId) {
        return host.state().jobs().coresPerNode(host.row(jobId));
    }

    // ------------------------------------------------------------------ pressure

    @Test
    void shouldShrinkWhoHasMostAboveItsLeastWhenTheFirstJobStartsThen() {
        submit(1, 10, 8);
        submit(2, 14, 4);

        assertEquals(
                List.of(
                        "accepted 3",
                        "resized 2 SHRUNK_PRESSURE for 3 x1 1:fc 2:f",
                        "start 3 x1 at 100 2:f0"),
                submitRigid(3, 1, 4));
        assertEquals(10, cores(1));
        assertEquals(10, cores(2));
    }

    @Test
    void shouldTakeNoMoreThanIsNeededOfTheLastAndNeverTheLeast() {
        submit(1, 10, 6);
        submit(2, 14, 4);
        submit(3, 12, 12);

        assertEquals(8, cores(1));
        assertEquals(4, cores(2));
        assertEquals(12, cores(3));
        submit(4, 2, 2);
        assertEquals(6, cores(1));
        submit(5, 1, 1);
        assertEquals(6, cores(1));
        assertEquals(4, cores(2));
        assertEquals(1, host.state().pendingCount());
    }

    @Test
    void shouldLeaveEverythingAsItWasWhenTheFirstJobCannotStartEvenThen() {
        submit(1, 12, 2);
        submit(2, 12, 9);
        host.in.utilisation(1, 5000);
        host.run();
        host.in.setElasticity(new ElasticityRequest(0));
        submitRigid(3, 3, 4);
        final long digest = StateDigest.of(host.state());

        host.in.setElasticity(new ElasticityRequest(0).shrinkForPending());
        assertEquals(List.of(), host.run());
        host.in.clock(true);
        assertEquals(List.of(), host.run());
        host.in.setElasticity(new ElasticityRequest(0));
        host.run();

        assertEquals(digest, StateDigest.of(host.state()));
    }

    @Test
    void shouldLetAWaitingMalleableJobInWithItsLeast() {
        submit(1, 24, 4);
        submit(2, 24, 3);

        assertEquals(21, cores(1));
        assertEquals(3, cores(2));
    }

    @Test
    void shouldNotShrinkForWhomALimitKeepsWaiting() {
        submit(1, 24, 4);
        host.in.setLimit(LimitRequest.ofQueue(0).holdingMax(1));

        submitRigid(2, 1, 2);

        assertEquals(24, cores(1));
    }

    @Test
    void shouldNotShrinkBeyondTheLimitOfTheQueue() {
        host.in.defineQueue(new QueueRequest(1).maxMultiplicity(1).limits(0, 0, 20_000));
        host.in.setElasticity(new ElasticityRequest(1).shrinkForPending());
        host.run();
        host.in.submitJob(
                job.clear()
                        .jobId(1)
                        .queueId(1)
                        .walltimeNs(10_000)
                        .coresAnywhere(24)
                        .coreCountMin(1));
        host.run();

        submit(2, 13, 13);
        assertEquals(24, cores(1));
        host.in.cancelJob(2, 0);
        host.run();
        submit(3, 12, 12);
        assertEquals(12, cores(1));
    }

    @Test
    void shouldNotShrinkForJobThatTakesNodesForItself() {
        submit(1, 24, 4);
        host.in.submitJob(job.clear().jobId(2).walltimeNs(1000).nodes(1, 1).exclusive(true));
        host.run();

        assertEquals(24, cores(1));
        assertEquals(1, host.state().pendingCount());
    }

    @Test
    void shouldNotShrinkWhoIsOnNodesThatWillBeReserved() {
        submit(1, 16, 4);
        submit(2, 8, 2);
        host.in.createReservation(new ReservationRequest(5, 1_000_000, 2_000_000).nodes(1, 1));
        host.run();

        submitRigid(3, 1, 2);

        assertEquals(16, cores(1));
        assertEquals(6, cores(2));
    }

    @Test
    void shouldShrinkNobodyWhoseQueueHasNoRule() {
        submit(1, 24, 4);
        host.in.setElasticity(new ElasticityRequest(0).growIdle(1));
        host.run();

        assertEquals(List.of("accepted 2"), submitRigid(2, 1, 1));
    }

    // ------------------------------------------------------------------ offer

    @Test
    void shouldGrowWhoHasTheSmallestPartOfWhatItAskedFor() {
        submitRigid(1, 2, 8);
        submit(2, 8, 2);
        submit(3, 20, 2);
        assertEquals(List.of(6, 2), List.of(cores(2), cores(3)));

        host.end(1);
        final List<String> decisions = host.run();

        assertEquals(18, cores(3));
        assertEquals("resized 3 GROWN", decisions.get(1).substring(0, 15));
        assertEquals(6, cores(2));
    }

    @Test
    void shouldRestAfterAnyChangeOfItsSizeBeforeItGrows() {
        submit(1, 24, 4);
        submitRigid(2, 1, 4);
        host.end(2);
        assertEquals(List.of("closed 2 ENDED 0"), host.run());

        assertEquals(List.of(), after(PAUSE - 1));
        assertEquals(20, cores(1));
        assertEquals(1, after(1).size());
        assertEquals(24, cores(1));
    }

    @Test
    void shouldNotGrowWhileSomebodyWaits() {
        submit(1, 24, 12);
        submitRigid(2, 1, 6);
        host.end(2);
        submitRigid(3, 3, 8);

        assertEquals(List.of(), after(PAUSE));
        assertEquals(18, cores(1));
    }

    @Test
    void shouldGrowAsFarAsLimitsAllow() {
        submit(1, 24, 4);
        submitRigid(2, 1, 8);
        host.in.setLimit(LimitRequest.ofUser(-1).coresMax(21));
        host.end(2);
        host.run();

        after(PAUSE);

        assertEquals(21, cores(1));
    }

    // ------------------------------------------------------------------ sessions

    @Test
    void shouldShrinkASessionThatIsIdleForLongEnoughAndExpandItAtOnce() {
        submit(1, 16, 2, JobClass.INTERACTIVE);
        host.in.utilisation(1, 1600);
        host.run();
        assertEquals(List.of(), after(IDLE - 1));

        assertEquals(List.of("resized 1 SHRUNK_IDLE x1 0:3"), after(1));
        assertEquals(List.of("accepted 2", "start 2 x1 at 150 1:ff 2:ff"), submitRigid(2, 2, 8));
        host.in.utilisation(1, 201);
        assertEquals(List.of("resized 1 EXPANDED_ON_RETURN x1 0:ff"), host.run());
        host.end(2);
        host.run();
        host.in.utilisation(1, 8000);
        host.run();
        assertEquals(16, cores(1));
    }

    @Test
    void shouldNotShrinkASessionThatWasSeenBusyInBetween() {
        submit(1, 16, 2, JobClass.INTERACTIVE);
        host.in.utilisation(1, 0);
        host.run();
        after(IDLE - 1);
        host.in.utilisation(1, 1601);
        host.run();

        assertEquals(List.of(), after(10 * IDLE));
        assertEquals(16, cores(1));
    }

    @Test
    void shouldForgetSessionsWhenTheRuleEnds() {
        submit(1, 16, 2, JobClass.INTERACTIVE);
        host.in.utilisation(1, 0);
        host.run();
        host.in.setElasticity(new ElasticityRequest(0));
        host.run();

        assertEquals(List.of(), after(10 * IDLE));
        assertEquals(Long.MAX_VALUE, nextTime());
    }

    private long nextTime() {
        final var times = host.state().elasticity().times();
        return times.size() == 0 ? Long.MAX_VALUE : times.key(0);
    }

    // ------------------------------------------------------------------ the input

    @Test
    void shouldRejectARuleThatNamesWhatIsNotThere() {
        host.in.setElasticity(new ElasticityRequest(7));
        host.in.setElasticity(new ElasticityRequest(0).growIdle(0));
        host.in.setElasticity(new ElasticityRequest(0).shrinkIdle(-1, 0));
        host.in.setElasticity(new ElasticityRequest(0).shrinkIdle(1, 1001));

        assertEquals(
                List.of(
                        "rejected 7 UNKNOWN_ID QUEUE_ID=7 0",
                        "rejected 0 OUT_OF_RANGE PAUSE=0 1",
                        "rejected 0 OUT_OF_RANGE IDLE_TIME=-1 0",
                        "rejected 0 OUT_OF_RANGE UTILISATION=1001 1000"),
                host.run());
    }
}
