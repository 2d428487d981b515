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
import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.PreemptionRequest;
import io.weft.core.client.QueueAlterationRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.CopySpread;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ResizeJobEncoder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is out of range, unknown or makes no sense is refused with the field, the value and the
 * bound, and changes nothing: three nodes of eight cores, job 1 rigid and running, job 2 malleable.
 */
class RefusedInputTest {
    private static final long TIME_MAX = ReservationCheck.TIME_MAX_NS;
    private static final long MEMORY_MAX = InputCheck.MEMORY_MAX;
    private static final long WALLTIME_MAX = InputCheck.WALLTIME_MAX_NS;

    private final KernelHost host =
            new KernelHost(
                    new Limits().nodeCount(4).coresPerNode(8).jobCount(8).reservationCount(3));

    @BeforeEach
    void setUp() {
        host.define(3, 8, 1);
        host.in.defineQueue(new QueueRequest(1).maxMultiplicity(1).nodes(0, 1));
        host.submit(1, 1, 4);
        host.in.submitJob(job(2).coresAnywhere(4).coreCountMin(1));
        host.in.createReservation(new ReservationRequest(5, 5_000, 6_000).nodes(1, 1));
        host.in.createReservation(new ReservationRequest(6, 7_000, 8_000).nodes(1, 2).owner(7, 70));
        host.in.createReservation(
                new ReservationRequest(4, 9_000, 9_100).nodes(2, 2).maintenance(true));
        host.run();
        host.in.jobStarted(1);
        host.run();
    }

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private static JobRequest job(final long jobId) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(1, 1);
    }

    private static QueueAlterationRequest alteration(final int queueId) {
        return new QueueAlterationRequest(queueId).priority(77);
    }

    private static ReservationRequest window(final long startNs, final long endNs) {
        return new ReservationRequest(9, startNs, endNs);
    }

    private static ServiceLevelRequest level() {
        return new ServiceLevelRequest(1).objective(100, 900).period(50, 2);
    }

    private static Arguments refused(final String line, final Consumer<InputWriter> input) {
        return Arguments.of(line, input);
    }

    private static void resize(final InputWriter in, final int nodeCount, final int coreCount) {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);
        final ResizeJobEncoder message = new ResizeJobEncoder();
        message.wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                .jobId(2)
                .nodeCount(nodeCount)
                .coresPerNode(coreCount);
        in.offer(bytes, 0, MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength());
    }

    static Stream<Arguments> definitions() {
        return Stream.of(
                refused("-1 OUT_OF_RANGE NODE_ID=-1 0", w -> w.defineNode(-1, 8, 0, 0, 0, 0, -1)),
                refused("2 DUPLICATE_ID NODE_ID=2 0", w -> w.defineNode(2, 8, 0, 0, 0, 0, -1)),
                refused("9 OUT_OF_RANGE CORE_COUNT=9 8", w -> w.defineNode(9, 9, 0, 0, 0, 0, -1)),
                refused("9 OUT_OF_RANGE MEMORY=-1 0", w -> w.defineNode(9, 8, -1, 0, 0, 0, -1)),
                refused("9 OUT_OF_RANGE GPUS=65 64", w -> w.defineNode(9, 8, 0, 65, 0, 0, -1)),
                refused(
                        "9 OUT_OF_RANGE MAX_MULTIPLICITY=16 15",
                        w -> w.defineNode(9, 8, 0, 1, 16, 0, 0, -1)),
                refused("-2 OUT_OF_RANGE QUEUE_ID=-2 0", w -> w.defineQueue(new QueueRequest(-2))),
                refused(
                        "9 OUT_OF_RANGE MAX_MULTIPLICITY=0 1",
                        w -> w.defineQueue(new QueueRequest(9).maxMultiplicity(0))),
                refused(
                        "9 OUT_OF_RANGE WALLTIME=" + (WALLTIME_MAX + 1) + " " + WALLTIME_MAX,
                        w -> w.defineQueue(new QueueRequest(9).limits(0, 0, WALLTIME_MAX + 1))),
                refused(
                        "9 OUT_OF_RANGE NODE_COUNT=-1 0",
                        w -> w.defineQueue(new QueueRequest(9).limits(-1, 0, 0))),
                refused(
                        "9 OUT_OF_RANGE CORE_COUNT=-1 0",
                        w -> w.defineQueue(new QueueRequest(9).limits(0, -1, 0))),
                refused(
                        "9 OUT_OF_RANGE NODE_ID=0 1",
                        w -> w.defineQueue(new QueueRequest(9).nodes(1, 0))),
                refused(
                        "9 OUT_OF_RANGE NODE_ID=4 0",
                        w -> w.defineQueue(new QueueRequest(9).nodes(0, 4))),
                refused(
                        "9 UNKNOWN_ID NODE_ID=3 0",
                        w -> w.defineQueue(new QueueRequest(9).nodes(2, 3))),
                refused("9 UNKNOWN_ID QUEUE_ID=9 0", w -> w.alterQueue(alteration(9))),
                refused(
                        "1 OUT_OF_RANGE MAX_MULTIPLICITY=0 1",
                        w -> w.alterQueue(alteration(1).maxMultiplicity(0))),
                refused(
                        "1 OUT_OF_RANGE MAX_MULTIPLICITY=16 15",
                        w -> w.alterQueue(alteration(1).maxMultiplicity(16))),
                refused(
                        "1 OUT_OF_RANGE WALLTIME=" + (WALLTIME_MAX + 1) + " " + WALLTIME_MAX,
                        w -> w.alterQueue(alteration(1).walltimeMaxNs(WALLTIME_MAX + 1))),
                refused(
                        "1 OUT_OF_RANGE NODE_COUNT=-1 0",
                        w -> w.alterQueue(alteration(1).nodeCountMax(-1))),
                refused(
                        "1 OUT_OF_RANGE CORE_COUNT=-1 0",
                        w -> w.alterQueue(alteration(1).coreCountMax(-1))),
                refused("1 OUT_OF_RANGE NODE_ID=0 1", w -> w.alterQueue(alteration(1).nodes(1, 0))),
                refused("1 UNKNOWN_ID NODE_ID=3 0", w -> w.alterQueue(alteration(1).nodes(2, 3))),
                refused(
                        "-1 OUT_OF_RANGE OVERHEAD=999 1000",
                        w -> w.setPolicy("first-fit", 0, 999, true, true)),
                refused(
                        "-1 OUT_OF_RANGE OVERHEAD=10001 10000",
                        w -> w.setPolicy("first-fit", 0, 10_001, true, true)));
    }

    static Stream<Arguments> jobs() {
        return Stream.of(
                refused("-3 OUT_OF_RANGE JOB_ID=-3 0", w -> w.submitJob(job(-3))),
                refused("1 DUPLICATE_ID JOB_ID=1 0", w -> w.submitJob(job(1))),
                refused("3 UNKNOWN_ID QUEUE_ID=9 0", w -> w.submitJob(job(3).queueId(9))),
                refused("3 OUT_OF_RANGE NODE_COUNT=-1 0", w -> w.submitJob(job(3).nodes(-1, 1))),
                refused("3 OUT_OF_RANGE CORE_COUNT=0 1", w -> w.submitJob(job(3).nodes(1, 0))),
                refused(
                        "3 OUT_OF_RANGE MEMORY=" + (MEMORY_MAX + 1) + " " + MEMORY_MAX,
                        w -> w.submitJob(job(3).memoryPerNode(MEMORY_MAX + 1))),
                refused("3 OUT_OF_RANGE MEMORY=-1 0", w -> w.submitJob(job(3).memoryPerCore(-1))),
                refused("3 OUT_OF_RANGE GPUS=65 64", w -> w.submitJob(job(3).gpusPerNode(65))),
                refused(
                        "3 OUT_OF_RANGE MEMORY=-1 0",
                        w -> w.submitJob(job(3).gpusPerNode(1).memoryPerGpu(-1))),
                refused(
                        "3 OUT_OF_RANGE MEMORY=" + 2 * MEMORY_MAX + " " + MEMORY_MAX,
                        w -> w.submitJob(job(3).gpusPerNode(2).memoryPerGpu(MEMORY_MAX))),
                refused("3 OUT_OF_RANGE BEGIN_TIME=-1 0", w -> w.submitJob(job(3).beginTimeNs(-1))),
                refused("3 OUT_OF_RANGE DEADLINE=-1 0", w -> w.submitJob(job(3).deadlineNs(-1))),
                refused("3 OUT_OF_RANGE WALLTIME=0 1", w -> w.submitJob(job(3).walltimeNs(0))),
                refused(
                        "3 NOT_SUPPORTED DEADLINE=9000 0",
                        w -> w.submitJob(job(3).deadlineNs(9000).refuseLate(true).array(2, 0))),
                refused(
                        "3 NOT_SUPPORTED DEADLINE=9000 0",
                        w ->
                                w.submitJob(
                                        job(3).deadlineNs(9000)
                                                .refuseLate(true)
                                                .dependsOn(1, DependencyKind.AFTER_OK))),
                refused(
                        "3 NOT_SUPPORTED DEADLINE=9000 0",
                        w -> w.submitJob(job(3).deadlineNs(9000).reservationId(5))),
                refused(
                        "3 NOT_SUPPORTED RESERVATION=5 0",
                        w -> w.submitJob(job(3).coresAnywhere(2).coreCountMin(1).reservationId(5))),
                refused(
                        "3 OUT_OF_RANGE CORE_COUNT=-1 0",
                        w -> w.submitJob(job(3).coresAnywhere(2).coreCountMin(-1))),
                refused("3 OUT_OF_RANGE ARRAY=-1 18724", w -> w.submitJob(job(3).array(-1, 0))),
                refused("3 OUT_OF_RANGE ARRAY=3 2", w -> w.submitJob(job(3).array(2, 3))),
                refused("3 OUT_OF_RANGE ARRAY=-1 2", w -> w.submitJob(job(3).array(2, -1))),
                refused(
                        "3 OUT_OF_RANGE COPIES=-1 18724",
                        w -> w.submitJob(job(3).copies(-1, CopySpread.NODES))),
                refused(
                        "3 NOT_SUPPORTED COPIES=2 0",
                        w -> w.submitJob(job(3).array(2, 0).copies(2, CopySpread.NODES))),
                refused(
                        "9223372036854775807 OUT_OF_RANGE JOB_ID=9223372036854775807"
                                + " 9223372036854775805",
                        w -> w.submitJob(job(Long.MAX_VALUE).array(2, 0))),
                refused("0 DUPLICATE_ID JOB_ID=1 0", w -> w.submitJob(job(0).array(2, 0))),
                refused("1 NOT_SUPPORTED CORE_COUNT=4 0", w -> w.resizeJob(1, 4)),
                refused("2 NOT_SUPPORTED NODE_COUNT=1 0", w -> resize(w, 1, 2)),
                refused("2 OUT_OF_RANGE CORE_COUNT=0 1", w -> w.resizeJob(2, 0)),
                refused("2 OUT_OF_RANGE CORE_COUNT=5 4", w -> w.resizeJob(2, 5)),
                refused(
                        "2 OUT_OF_RANGE WALLTIME=" + (WALLTIME_MAX + 1) + " " + WALLTIME_MAX,
                        w -> w.alterWalltime(2, WALLTIME_MAX + 1)),
                refused("2 OUT_OF_RANGE CORE_COUNT=4001 4000", w -> w.utilisation(2, 4001)),
                refused("2 OUT_OF_RANGE CORE_COUNT=-1 0", w -> w.utilisation(2, -1)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.utilisation(7, 1)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.resizeJob(7, 1)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.holdJob(7)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.releaseJob(7)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.suspendJob(7)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.resumeJob(7)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.jobSuspended(7)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.jobResumed(7)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.alterPriority(7, 1)),
                refused("7 UNKNOWN_ID JOB_ID=7 0", w -> w.cancelArray(7, 0)),
                refused("7 UNKNOWN_ID NODE_ID=7 0", w -> w.nodeStateChanged(7, NodeState.DOWN)));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                refused(
                        "-1 OUT_OF_RANGE WALLTIME=-1 0",
                        w -> w.setPreemption(new PreemptionRequest().protectedNs(-1))),
                refused(
                        "-1 OUT_OF_RANGE WALLTIME=-1 0",
                        w -> w.setPreemption(new PreemptionRequest().suspendMaxNs(-1))),
                refused(
                        "-1 OUT_OF_RANGE JOB_CLASS=1 0",
                        w -> w.setPreemption(new PreemptionRequest().preempting(JobClass.BATCH))),
                refused(
                        "-1 OUT_OF_RANGE JOB_CLASS=4 0",
                        w -> w.setPreemption(new PreemptionRequest().victims(JobClass.URGENT))),
                refused("9 UNKNOWN_ID QUEUE_ID=9 0", w -> w.setServiceLevel(levelOf(9))),
                refused(
                        "1 OUT_OF_RANGE PERIOD=-1 0",
                        w -> w.setServiceLevel(level().period(-1, 2))),
                refused(
                        "1 OUT_OF_RANGE WAIT_OBJECTIVE=-1 0",
                        w -> w.setServiceLevel(level().objective(-1, 900))),
                refused(
                        "1 OUT_OF_RANGE OBJECTIVE=0 1",
                        w -> w.setServiceLevel(level().objective(100, 0))),
                refused("1 OUT_OF_RANGE PERIOD=0 1", w -> w.setServiceLevel(level().period(50, 0))),
                refused(
                        "1 OUT_OF_RANGE MAX_MULTIPLICITY=16 15",
                        w -> w.setServiceLevel(level().multiplicityMax(16))),
                refused(
                        "1 OUT_OF_RANGE QUEUE_MOVE=2 2",
                        w ->
                                w.setServiceLevel(
                                        moves(
                                                QueueMove.LENT_NODES,
                                                QueueMove.LENT_NODES,
                                                QueueMove.NONE))),
                refused(
                        "1 OUT_OF_RANGE QUEUE_MOVE=2 2",
                        w ->
                                w.setServiceLevel(
                                        moves(
                                                QueueMove.LENT_NODES,
                                                QueueMove.PREEMPTION,
                                                QueueMove.LENT_NODES))),
                refused(
                        "1 OUT_OF_RANGE QUEUE_MOVE=3 3",
                        w ->
                                w.setServiceLevel(
                                        moves(
                                                QueueMove.LENT_NODES,
                                                QueueMove.PREEMPTION,
                                                QueueMove.PREEMPTION))),
                refused(
                        "1 OUT_OF_RANGE NODE_ID=1 2",
                        w -> w.setServiceLevel(level().lentNodes(2, 1))),
                refused(
                        "1 OUT_OF_RANGE NODE_ID=5 1",
                        w -> w.setServiceLevel(level().lentNodes(1, 5))),
                refused(
                        "1 UNKNOWN_ID NODE_ID=3 0",
                        w -> w.setServiceLevel(level().lentNodes(2, 3))),
                refused(
                        "0 OUT_OF_RANGE NODE_ID=2 2",
                        w -> w.setServiceLevel(levelOf(0).lentNodes(2, 2))),
                refused(
                        "9 UNKNOWN_ID QUEUE_ID=9 0",
                        w -> w.setUtilisationCap(9, 50, 0, 2, 300, 700)),
                refused(
                        "1 OUT_OF_RANGE PERIOD=-1 0",
                        w -> w.setUtilisationCap(1, -1, 0, 2, 300, 700)),
                refused(
                        "1 OUT_OF_RANGE PERIOD=-2 0",
                        w -> w.setUtilisationCap(1, 50, -2, 2, 300, 700)),
                refused(
                        "1 OUT_OF_RANGE MAX_MULTIPLICITY=0 1",
                        w -> w.setUtilisationCap(1, 50, 0, 0, 300, 700)),
                refused(
                        "1 OUT_OF_RANGE UTILISATION=-1 0",
                        w -> w.setUtilisationCap(1, 50, 0, 2, -1, 700)),
                refused(
                        "1 OUT_OF_RANGE UTILISATION=299 300",
                        w -> w.setUtilisationCap(1, 50, 0, 2, 300, 299)),
                refused(
                        "9 UNKNOWN_ID QUEUE_ID=9 0",
                        w -> w.setElasticity(new ElasticityRequest(9))),
                refused(
                        "-1 UNKNOWN_ID QUEUE_ID=9 0",
                        w -> w.setLimit(LimitRequest.ofUser(-1).inQueue(9).holdingMax(1))),
                refused(
                        "-2 OUT_OF_RANGE USER_ID=-2 -1",
                        w -> w.setLimit(LimitRequest.ofUser(-2).holdingMax(1))),
                refused(
                        "-2 OUT_OF_RANGE ACCOUNT_ID=-2 -1",
                        w -> w.setLimit(LimitRequest.ofAccount(-2).holdingMax(1))),
                refused(
                        "3 OUT_OF_RANGE JOB_COUNT=-1 0",
                        w -> w.setLimit(LimitRequest.ofUser(3).holdingMax(-1))),
                refused(
                        "3 OUT_OF_RANGE JOB_COUNT=-2 0",
                        w -> w.setLimit(LimitRequest.ofUser(3).jobsMax(-2))),
                refused(
                        "3 OUT_OF_RANGE NODE_COUNT=-1 0",
                        w -> w.setLimit(LimitRequest.ofUser(3).nodesMax(-1))),
                refused(
                        "3 OUT_OF_RANGE CORE_COUNT=-1 0",
                        w -> w.setLimit(LimitRequest.ofUser(3).coresMax(-1))),
                refused(
                        "3 OUT_OF_RANGE GPUS=-1 0",
                        w -> w.setLimit(LimitRequest.ofUser(3).gpusMax(-1))),
                refused("-1 OUT_OF_RANGE LICENCES=-1 0", w -> w.defineLicence(-1, -1, 3)),
                refused("3 OUT_OF_RANGE LICENCES=-4 0", w -> w.defineLicence(3, -1, -4)));
    }

    private static ServiceLevelRequest levelOf(final int queueId) {
        return new ServiceLevelRequest(queueId).objective(100, 900).period(50, 2);
    }

    private static ServiceLevelRequest moves(
            final QueueMove first, final QueueMove second, final QueueMove third) {
        return level().moves(first, second, third);
    }

    static Stream<Arguments> reservations() {
        return Stream.of(
                refused(
                        "-1 OUT_OF_RANGE RESERVATION=-1 0",
                        w -> w.createReservation(new ReservationRequest(-1, 0, 9).nodes(0, 0))),
                refused(
                        "5 DUPLICATE_ID RESERVATION=5 0",
                        w -> w.createReservation(new ReservationRequest(5, 0, 900).nodes(0, 0))),
                refused(
                        "9 OUT_OF_RANGE BEGIN_TIME=-1 " + TIME_MAX,
                        w -> w.createReservation(window(-1, 900).nodes(0, 0))),
                refused(
                        "9 OUT_OF_RANGE BEGIN_TIME=" + (TIME_MAX + 1) + " " + TIME_MAX,
                        w -> w.createReservation(window(TIME_MAX + 1, 900).nodes(0, 0))),
                refused(
                        "9 OUT_OF_RANGE DEADLINE=300 " + TIME_MAX,
                        w -> w.createReservation(window(300, 300).nodes(0, 0))),
                refused(
                        "9 OUT_OF_RANGE DEADLINE=100 " + TIME_MAX,
                        w -> w.createReservation(window(0, 100).nodes(0, 0))),
                refused(
                        "9 OUT_OF_RANGE DEADLINE=" + (TIME_MAX + 1) + " " + TIME_MAX,
                        w -> w.createReservation(window(0, TIME_MAX + 1).nodes(0, 0))),
                refused(
                        "9 OUT_OF_RANGE WALLTIME=99 100",
                        w -> w.createReservation(window(200, 300).periodNs(99).nodes(0, 0))),
                refused(
                        "9 OUT_OF_RANGE WALLTIME=" + (TIME_MAX + 1) + " 100",
                        w ->
                                w.createReservation(
                                        window(200, 300).periodNs(TIME_MAX + 1).nodes(0, 0))),
                refused(
                        "9 OUT_OF_RANGE NODE_ID=0 1",
                        w -> w.createReservation(window(200, 300).nodes(1, 0))),
                refused(
                        "9 OUT_OF_RANGE NODE_ID=4 0",
                        w -> w.createReservation(window(200, 300).nodes(0, 4))),
                refused(
                        "9 UNKNOWN_ID NODE_ID=3 0",
                        w -> w.createReservation(window(200, 300).nodes(0, 3))),
                refused(
                        "9 OUT_OF_RANGE NODE_COUNT=-1 4",
                        w -> w.createReservation(window(200, 300).nodeCount(-1, 1))),
                refused(
                        "9 OUT_OF_RANGE NODE_COUNT=5 4",
                        w -> w.createReservation(window(200, 300).nodeCount(5, 1))),
                refused(
                        "9 OUT_OF_RANGE CORE_COUNT=0 1",
                        w -> w.createReservation(window(200, 300).nodeCount(1, 0))),
                refused(
                        "9 NEVER_FITS NODE_COUNT=4 2",
                        w -> w.createReservation(window(200, 300).nodeCount(4, 1))),
                refused(
                        "9 NEVER_FITS CORE_COUNT=25 24",
                        w -> w.createReservation(window(2000, 3000).coreCount(25))),
                refused(
                        "9 WRONG_STATE NODE_ID=1 5",
                        w -> w.createReservation(window(5_999, 7_000).nodes(0, 2))),
                refused(
                        "9 WRONG_STATE NODE_ID=1 5",
                        w -> w.createReservation(window(1000, 1001).periodNs(100).nodes(1, 1))),
                refused(
                        "9 TABLE_FULL RESERVATION=9 3",
                        w -> w.createReservation(window(200, 300).nodes(0, 0))),
                refused("8 UNKNOWN_ID RESERVATION=8 0", w -> w.deleteReservation(8)),
                refused("-1 UNKNOWN_ID RESERVATION=-1 0", w -> w.deleteReservation(-1)),
                refused("3 UNKNOWN_ID RESERVATION=8 0", w -> w.submitJob(job(3).reservationId(8))),
                refused(
                        "3 UNKNOWN_ID RESERVATION=-2 0",
                        w -> w.submitJob(job(3).reservationId(-2))),
                refused("3 WRONG_STATE RESERVATION=4 0", w -> w.submitJob(job(3).reservationId(4))),
                refused(
                        "3 OUT_OF_RANGE USER_ID=8 7",
                        w -> w.submitJob(job(3).reservationId(6).owner(8, 70))),
                refused(
                        "3 OUT_OF_RANGE USER_ID=71 70",
                        w -> w.submitJob(job(3).reservationId(6).owner(7, 71))),
                refused(
                        "3 OUT_OF_RANGE WALLTIME=1001 1000",
                        w -> w.submitJob(job(3).reservationId(5).walltimeNs(1001))),
                refused(
                        "3 OUT_OF_RANGE NODE_COUNT=2 1",
                        w -> w.submitJob(job(3).reservationId(5).nodes(2, 1))));
    }

    @ParameterizedTest
    @MethodSource({"definitions", "jobs", "rules", "reservations"})
    void shouldRefuse(final String line, final Consumer<InputWriter> input) {
        final long digest = host.kernel.digest();

        input.accept(host.in);

        assertEquals(List.of("rejected " + line), host.run());
        assertEquals(digest, host.kernel.digest());
    }

    @Test
    void shouldNotDeleteReservationThatJobsName() {
        host.in.submitJob(job(3).reservationId(5));
        host.run();
        host.in.deleteReservation(5);
        assertEquals(List.of("rejected 5 NOT_EMPTY RESERVATION=5 1"), host.run());

        host.in.cancelJob(3, 0);
        host.run();
        host.in.deleteReservation(5);
        assertEquals(List.of(), host.run());
        assertEquals(2, host.state().reservationCount());
    }

    @Test
    void shouldRefuseWhatNeedsPolicyBeforeThereIsOne() {
        try (KernelHost other = new KernelHost(new Limits().nodeCount(1).coresPerNode(4))) {
            other.in.defineNode(0, 4, 0, 0, 0, 0, -1);
            other.in.defineQueue(new QueueRequest(0));
            other.in.submitJob(job(3));
            other.in.enquire(4, job(0));
            other.in.createReservation(window(200, 300).nodes(0, 0));
            other.in.nodeStateChanged(0, NodeState.DOWN);
            other.in.clock(true);

            assertEquals(
                    List.of(
                            "rejected 3 NO_POLICY POLICY=0 0",
                            "rejected 4 NO_POLICY POLICY=0 0",
                            "rejected 9 NO_POLICY POLICY=0 0"),
                    other.run());
        }
    }
}
