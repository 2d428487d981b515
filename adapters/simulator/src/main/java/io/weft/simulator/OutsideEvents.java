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
package io.weft.simulator;

import io.weft.core.wire.DefineNodeDecoder;
import io.weft.core.wire.JobEndedDecoder;
import io.weft.core.wire.JobStartFailedDecoder;
import io.weft.core.wire.JobStartedDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.NodeStateChangedDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.simulator.metrics.OutsideUse;
import io.weft.simulator.scenario.InputScript;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What comes from neither the workload nor the cluster: nodes that fail and come back, and the
 * inputs of a script. At one time nodes change first.
 */
final class OutsideEvents {
    private static final long NEVER = Long.MAX_VALUE;

    /** How often nodes may change while jobs wait for nothing else, before these are given up. */
    private static final int IDLE_CHANGES_MIN = 1000;

    private static final int IDLE_CHANGES_PER_NODE = 10;

    private final NodeFailures failures;
    private final List<InputScript.Entry> inputs;
    private final boolean hasScript;
    private final int idleChangesMax;
    private final NodeStateChangedDecoder nodeState = new NodeStateChangedDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private int inputIndex;
    private int idleChangeCount;
    private int rejectedCount;
    private int requeueCount;
    private double lostCoreS;

    /** Failures begin at a time; inputs have times of their own. */
    OutsideEvents(final SimulationSettings settings, final long startNs) {
        failures =
                settings.failures() == null
                        ? null
                        : new NodeFailures(
                                settings.failures(), settings.machine().nodeCount(), startNs);
        idleChangesMax = IDLE_CHANGES_MIN + IDLE_CHANGES_PER_NODE * settings.machine().nodeCount();
        hasScript = settings.inputs() != null;
        inputs = hasScript ? settings.inputs().entries() : List.of();
        for (final InputScript.Entry input : inputs) {
            switch (input.templateId()) {
                case SubmitJobDecoder.TEMPLATE_ID,
                        JobStartedDecoder.TEMPLATE_ID,
                        JobEndedDecoder.TEMPLATE_ID,
                        JobStartFailedDecoder.TEMPLATE_ID,
                        DefineNodeDecoder.TEMPLATE_ID ->
                        throw settings.inputs()
                                .refused(
                                        input,
                                        "nodes, jobs and what becomes of them are simulated,"
                                                + " expected another input");
                default -> {
                    // Anything else may be said to the kernel.
                }
            }
        }
    }

    /**
     * When something comes next.
     *
     * @param isOver whether nothing else will ever happen: then nodes matter only to those who
     *     wait.
     * @param isWaiting whether jobs wait.
     */
    long nextNs(final boolean isOver, final boolean isWaiting) {
        final long inputNs = inputIndex == inputs.size() ? NEVER : inputs.get(inputIndex).timeNs();
        if (failures == null) {
            return inputNs;
        }
        if (!isOver || inputNs != NEVER) {
            idleChangeCount = 0;
        } else if (!isWaiting || failures.downCount() == 0 || idleChangeCount > idleChangesMax) {
            return NEVER;
        } else {
            idleChangeCount++;
        }
        return Math.min(inputNs, failures.nextNs());
    }

    /** Whether a node changes until some time. */
    boolean isNodeDue(final long timeNs) {
        return failures != null && failures.nextNs() <= timeNs;
    }

    /** Lets the next node change, and says which. */
    int changeNode() {
        return failures.change();
    }

    boolean isDown(final int nodeId) {
        return failures.isDown(nodeId);
    }

    /** Whether an input is to be given until some time. */
    boolean isInputDue(final long timeNs) {
        return inputIndex < inputs.size() && inputs.get(inputIndex).timeNs() <= timeNs;
    }

    /** The next input. */
    InputScript.Entry takeInput() {
        return inputs.get(inputIndex++);
    }

    /** The node that an input says is down, or -1. */
    int nodeTakenDown(final InputScript.Entry input) {
        if (input.templateId() != NodeStateChangedDecoder.TEMPLATE_ID) {
            return -1;
        }
        nodeState.wrapAndApplyHeader(new UnsafeBuffer(input.bytes()), 0, header);
        return nodeState.stateRaw() == NodeState.DOWN.value() ? nodeState.nodeId() : -1;
    }

    /** The kernel refused an input of the script. */
    void onInputRejected() {
        rejectedCount++;
    }

    /** Work was done in vain. */
    void onWorkLost(final double coreS) {
        lostCoreS += coreS;
    }

    /** A job that ran waits again. */
    void onRequeued() {
        requeueCount++;
    }

    OutsideUse use() {
        return new OutsideUse(
                failures != null,
                failures == null ? 0 : failures.failureCount(),
                requeueCount,
                lostCoreS,
                hasScript,
                inputIndex,
                rejectedCount);
    }
}
