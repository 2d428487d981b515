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
package io.weft.simulator.scenario;

import io.weft.core.Kernel;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.wire.NodeState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Answers what a scenario expects of the state. A property is a method of the {@link ClusterView},
 * named with or without the kind of thing before and the unit behind ({@code multiplicity} of a job
 * is {@code jobMultiplicity}, {@code expectedEnd} is {@code jobExpectedEndNs}), so that a new one
 * can be asked about at once; and some that take more than that.
 */
final class StateProbe {
    private static final int NULL_ROW = ClusterView.NULL_ROW;
    private static final String GONE = "GONE";

    private final Kernel kernel;
    private final ClusterState state;
    private final Words words;

    StateProbe(final Kernel kernel, final Words words) {
        this.kernel = kernel;
        this.state = (ClusterState) kernel.view();
        this.words = words;
    }

    /** What is otherwise than expected, or null. */
    String check(final Expectation expectation) {
        for (final Term term : expectation.terms()) {
            final String property = words.property(expectation.kind(), term.name());
            final Object found = value(expectation.kind(), expectation.id(), property);
            if (!holds(found, term)) {
                return term.name() + "=" + text(found, property);
            }
        }
        return null;
    }

    private Object value(final String kind, final long id, final String property) {
        return switch (kind) {
            case "job" -> ofJob(state.jobs().row(id), property);
            case "node" -> ofNode(state.nodes().row((int) id), property);
            case "queue" -> ofView(kind, state.queues().row((int) id), property);
            default ->
                    property.equals("multiplicity") ? multiplicity() : ofView(kind, null, property);
        };
    }

    private Object ofJob(final int row, final String property) {
        if (row == NULL_ROW) {
            return GONE;
        }
        return switch (property) {
            case "state" -> JobState.of(state.jobs().state(row));
            case "reason" -> kernel.reason(row);
            case "number" -> kernel.reasonNumber(row);
            default -> ofView("job", row, property);
        };
    }

    private Object ofNode(final int row, final String property) {
        if (row == NULL_ROW) {
            return GONE;
        }
        return switch (property) {
            case "state" -> NodeState.get((short) state.nodes().state(row));
            case "multiplicity" -> multiplicity(row);
            default -> ofView("node", row, property);
        };
    }

    /** The highest of any core. */
    private int multiplicity() {
        int highest = 0;
        for (int row = 0; row < state.nodeCount(); row++) {
            highest = Math.max(highest, multiplicity(row));
        }
        return highest;
    }

    private int multiplicity(final int nodeRow) {
        int multiplicity = 0;
        while (state.coresAtOrBelow(nodeRow, multiplicity) < state.nodeCoreCount(nodeRow)) {
            multiplicity++;
        }
        return multiplicity;
    }

    private Object ofView(final String kind, final Integer row, final String property) {
        if (row != null && row == NULL_ROW) {
            return GONE;
        }
        final String longName =
                kind + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        for (final String name : List.of(property, longName, property + "Ns", longName + "Ns")) {
            for (final Method method : ClusterView.class.getMethods()) {
                if (method.getName().equals(name) && isPlain(method, row != null)) {
                    return invoke(method, row);
                }
            }
        }
        throw new IllegalArgumentException(
                property + ", expected a property of " + kind + " that the ClusterView has");
    }

    private static boolean isPlain(final Method method, final boolean hasRow) {
        final List<Class<?>> expected = hasRow ? List.of(int.class) : List.of();
        return List.of(method.getParameterTypes()).equals(expected);
    }

    private Object invoke(final Method method, final Integer row) {
        try {
            return row == null ? method.invoke(state) : method.invoke(state, row);
        } catch (final IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method.getName(), e);
        }
    }

    private static boolean holds(final Object found, final Term term) {
        if (!(found instanceof Number number)) {
            final boolean isEqual = plain(found.toString()).equals(plain(term.value()));
            return term.operator().equals("!=") != isEqual;
        }
        final int order = Long.compare(number.longValue(), Quantity.parse(term.value()));
        return switch (term.operator()) {
            case "<=" -> order <= 0;
            case ">=" -> order >= 0;
            case "!=" -> order != 0;
            default -> order == 0;
        };
    }

    private static String plain(final String text) {
        return switch (text) {
            case "true" -> "YES";
            case "false" -> "NO";
            default -> text;
        };
    }

    private String text(final Object found, final String property) {
        if (!(found instanceof Number number)) {
            return plain(found.toString());
        }
        if (words.isMemory(property) || property.startsWith("memory")) {
            return Quantity.size(number.longValue());
        }
        final boolean isTime = words.isTime(property) || property.startsWith("expectedEnd");
        return isTime ? Quantity.time(number.longValue()) : number.toString();
    }
}
