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
package io.weft.manager;

import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueAlterationRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import java.util.function.BooleanSupplier;

/** Writes inputs; when the ring is full, lets the kernel work until there is room. */
final class Inputs {
    private final InputWriter writer;
    private final Runnable makeRoom;
    private long count;

    Inputs(final InputWriter writer, final Runnable makeRoom) {
        this.writer = writer;
        this.makeRoom = makeRoom;
    }

    long count() {
        return count;
    }

    private void put(final BooleanSupplier input) {
        while (!input.getAsBoolean()) {
            makeRoom.run();
        }
        count++;
    }

    void defineName(final int nameId, final NameKind kind, final String text) {
        put(() -> writer.defineName(nameId, kind, text));
    }

    void defineNode(
            final int nodeId, final ObservedNode node, final long features, final int nameId) {
        put(
                () ->
                        writer.defineNode(
                                nodeId,
                                node.coreCount(),
                                node.memory(),
                                node.gpuCount(),
                                features,
                                0,
                                nameId));
    }

    void defineQueue(final QueueRequest request) {
        put(() -> writer.defineQueue(request));
    }

    void alterQueue(final QueueAlterationRequest request) {
        put(() -> writer.alterQueue(request));
    }

    /** Cores of a running job stay what they are: a manager does not move processes. */
    void setPolicy(final BridgeSettings settings) {
        put(
                () ->
                        writer.setPolicy(
                                settings.policy(),
                                0,
                                settings.overheadPerMille(),
                                false,
                                settings.stretchLimits()));
    }

    /** What becomes of the jobs on a lost node is observed. */
    void nodeState(final int nodeId, final NodeState state) {
        put(() -> writer.nodeStateChanged(nodeId, state, true));
    }

    void submit(final JobRequest request) {
        put(() -> writer.submitJob(request));
    }

    void cancel(final long jobId, final int userId) {
        put(() -> writer.cancelJob(jobId, userId));
    }

    void hold(final long jobId, final boolean isHeld) {
        put(() -> isHeld ? writer.holdJob(jobId) : writer.releaseJob(jobId));
    }

    void walltime(final long jobId, final long walltimeNs) {
        put(() -> writer.alterWalltime(jobId, walltimeNs));
    }

    void priority(final long jobId, final long priority) {
        put(() -> writer.alterPriority(jobId, priority));
    }

    void beginTime(final long jobId, final long beginTimeNs) {
        put(() -> writer.alterBeginTime(jobId, beginTimeNs));
    }

    void started(final long jobId) {
        put(() -> writer.jobStarted(jobId));
    }

    void startFailed(final long jobId) {
        put(() -> writer.jobStartFailed(jobId, -1));
    }

    void ended(final long jobId, final EndKind kind, final int exitCode) {
        put(() -> writer.jobEnded(jobId, kind, exitCode));
    }

    void suspended(final long jobId) {
        put(() -> writer.jobSuspended(jobId));
    }

    void resumed(final long jobId) {
        put(() -> writer.jobResumed(jobId));
    }

    void suspend(final long jobId) {
        put(() -> writer.suspendJob(jobId));
    }

    void resume(final long jobId) {
        put(() -> writer.resumeJob(jobId));
    }

    void utilisation(final long jobId, final long busyMilliCores) {
        put(() -> writer.utilisation(jobId, busyMilliCores));
    }

    void acknowledge(final long position) {
        put(() -> writer.acknowledge(position));
    }
}
