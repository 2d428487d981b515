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
package io.weft.core.debug;

import io.weft.core.schema.MessageSchema;
import io.weft.core.schema.MessageSchema.Field;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.ClusterState;
import io.weft.core.wire.MessageHeaderDecoder;
import java.util.Locale;
import java.util.Map;

/** The conditions that there are. Each costs a few loads an entry, but for the last. */
public final class Conditions {
    private static final String REASON = "reason";
    private static final int DECISION_ID_MIN = 100;
    private static final int DECISION_ID_MAX = 199;

    private final MessageSchema schema = MessageSchema.load();

    /** Conditions on what the schema has. */
    public Conditions() {}

    /**
     * Whatever says a word about a job, or changes its state or its cores.
     *
     * @param jobId of the job.
     * @return the condition.
     */
    public Condition job(final long jobId) {
        return new JobChanged(new JobMention(schema, jobId), jobId);
    }

    /**
     * Whatever changes a node: its state, or what is taken of it.
     *
     * @param nodeId of the node.
     * @return the condition.
     */
    public Condition node(final int nodeId) {
        return new NodeChanged(nodeId);
    }

    /**
     * A decision with a reason.
     *
     * @param name of the reason, in any case, such as {@code BACKFILLED}.
     * @return the condition.
     * @throws DebugException when there is no such reason.
     */
    public Condition reason(final String name) {
        final FieldSearch search =
                new FieldSearch(schema, field -> field.name().equals(REASON) && has(field, name));
        final long value = value(name);
        return machine ->
                !machine.visitDecisions(
                        (buffer, offset, length) -> !search.finds(value, buffer, offset, length));
    }

    private static boolean has(final Field field, final String name) {
        return field.names().containsValue(name.toUpperCase(Locale.ROOT));
    }

    private long value(final String name) {
        for (final Integer templateId : schema.templateIds()) {
            for (final Field field : schema.message(templateId).fields()) {
                if (field.name().equals(REASON) && has(field, name)) {
                    return value(field, name);
                }
            }
        }
        throw new DebugException("reason=" + name + ", expected a reason such as BACKFILLED");
    }

    private static long value(final Field field, final String name) {
        return field.names().entrySet().stream()
                .filter(entry -> entry.getValue().equalsIgnoreCase(name))
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /**
     * A decision of a kind.
     *
     * @param name of the message, in any case, such as {@code StartJob}.
     * @return the condition.
     * @throws DebugException when there is no such decision.
     */
    public Condition decision(final String name) {
        final int wanted = templateId(name, true);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return machine ->
                !machine.visitDecisions(
                        (buffer, offset, length) ->
                                header.wrap(buffer, offset).templateId() != wanted);
    }

    /**
     * An input of a kind.
     *
     * @param name of the message, in any case, such as {@code CancelJob}.
     * @return the condition.
     * @throws DebugException when there is no such input.
     */
    public Condition input(final String name) {
        final int wanted = templateId(name, false);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return machine ->
                machine.inputLength() >= MessageHeaderDecoder.ENCODED_LENGTH
                        && header.wrap(machine.input(), 0).templateId() == wanted;
    }

    private int templateId(final String name, final boolean isDecision) {
        for (final Integer templateId : schema.templateIds()) {
            final boolean isOfDecision =
                    templateId >= DECISION_ID_MIN && templateId <= DECISION_ID_MAX;
            if (schema.message(templateId).name().equalsIgnoreCase(name)
                    && isOfDecision == isDecision) {
                return templateId;
            }
        }
        throw new DebugException(
                (isDecision ? "decision=" : "input=")
                        + name
                        + ", expected a message such as "
                        + (isDecision ? "StartJob" : "SubmitJob"));
    }

    /**
     * The first entry at or after a time.
     *
     * @param timeNs of the kernel's clock.
     * @return the condition.
     */
    public static Condition time(final long timeNs) {
        return machine -> machine.timeNs() >= timeNs;
    }

    /**
     * An entry after which an invariant of the state does not hold, or at which the engine halts. A
     * check of the whole state an entry: {@link ClusterState#verify()}.
     *
     * @return the condition.
     */
    public static Condition brokenInvariant() {
        return machine -> machine.broken() != null;
    }

    /** Compares a job before and after. */
    private static final class JobChanged implements Condition {
        private final JobMention mention;
        private final long jobId;
        private long before;

        JobChanged(final JobMention mention, final long jobId) {
            this.mention = mention;
            this.jobId = jobId;
        }

        @Override
        public void begin(final TimeMachine machine) {
            before = signature(machine.state());
        }

        @Override
        public boolean isMet(final TimeMachine machine) {
            final long after = signature(machine.state());
            final boolean hasChanged = after != before;
            before = after;
            return hasChanged
                    || mention.isIn(machine.input(), 0, machine.inputLength())
                    || !machine.visitDecisions(
                            (buffer, offset, length) -> !mention.isIn(buffer, offset, length));
        }

        private long signature(final ClusterState state) {
            final int row = state.jobs().row(jobId);
            if (row == ClusterView.NULL_ROW) {
                return -1;
            }
            return ((state.jobs().state(row) * 31L + state.jobs().allocationCount(row)) * 31
                                    + state.jobs().multiplicity(row))
                            * 31
                    + state.jobs().startTimeNs(row);
        }
    }

    /** Compares a node before and after. */
    private static final class NodeChanged implements Condition {
        private final int nodeId;
        private long before;

        NodeChanged(final int nodeId) {
            this.nodeId = nodeId;
        }

        @Override
        public void begin(final TimeMachine machine) {
            before = signature(machine.state());
        }

        @Override
        public boolean isMet(final TimeMachine machine) {
            final long after = signature(machine.state());
            final boolean hasChanged = after != before;
            before = after;
            return hasChanged;
        }

        private long signature(final ClusterState state) {
            final int row = state.nodes().row(nodeId);
            if (row == ClusterView.NULL_ROW) {
                return -1;
            }
            long sum = state.nodes().state(row) * 31L + state.nodes().processCount(row);
            sum = sum * 31 + state.nodes().memoryFree(row);
            sum = sum * 31 + state.nodes().gpusFree(row);
            sum = sum * 31 + (state.nodes().isClosed(row) ? 1 : 0);
            int a = state.nodeAllocationHead(row);
            while (a != ClusterView.NULL_ROW) {
                sum = sum * 31 + state.jobs().jobId(state.allocationJob(a));
                a = state.allocationNextOnNode(a);
            }
            return sum;
        }
    }
}
