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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.Slab;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is set in one field of a row is read from it, and from no other field or row. */
class FieldsTest {
    private static final int INT_UNIT = 0x01010101;

    private final Footprint footprint = new Footprint();
    private final ClusterState state =
            new ClusterState(
                    new Limits().nodeCount(3).coresPerNode(64).jobCount(3).allocationCount(3),
                    footprint);

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    @Test
    void shouldKeepFieldsOfJobApart() throws Exception {
        assertKeepsApart(state.jobs(), state.jobs().slab());
    }

    @Test
    void shouldKeepFieldsOfAllocationApart() throws Exception {
        assertKeepsApart(state.allocations(), state.allocations().slab());
    }

    @Test
    void shouldKeepFieldsOfTermsApart() throws Exception {
        assertKeepsApart(state.terms(), state.terms().slab());
    }

    @Test
    void shouldKeepFieldsOfNodeApart() throws Exception {
        assertKeepsApart(state.nodes(), state.nodes().slab());
    }

    private static void assertKeepsApart(final Object table, final Slab slab) throws Exception {
        final List<Method> setters = setters(table.getClass());
        assertTrue(setters.size() >= 5, "the fields are found");
        for (int i = 0; i < 3; i++) {
            slab.take();
        }

        for (int i = 0; i < setters.size(); i++) {
            if (setters.get(i).getParameterTypes()[1] == long.class) {
                setters.get(i).invoke(table, 1, longValue(i));
            } else {
                setters.get(i).invoke(table, 1, INT_UNIT * (i + 1));
            }
        }

        for (int i = 0; i < setters.size(); i++) {
            final Method setter = setters.get(i);
            final Method getter = table.getClass().getMethod(setter.getName(), int.class);
            final boolean isLong = setter.getParameterTypes()[1] == long.class;
            final Object expected = isLong ? (Object) longValue(i) : (Object) (INT_UNIT * (i + 1));
            assertEquals(expected, getter.invoke(table, 1), setter.getName());
        }
        for (int i = 0; i < slab.rowLength(); i++) {
            assertEquals(0, slab.buffer().getByte(slab.offset(0) + i));
            assertEquals(0, slab.buffer().getByte(slab.offset(2) + i));
        }
    }

    private static long longValue(final int index) {
        return 0x0101010101010101L * (index + 1);
    }

    /** Methods {@code void x(int row, int|long value)} that have an {@code x(int row)} beside. */
    private static List<Method> setters(final Class<?> table) {
        return Arrays.stream(table.getDeclaredMethods())
                .filter(method -> method.getReturnType() == void.class)
                .filter(method -> method.getParameterCount() == 2)
                .filter(method -> method.getParameterTypes()[1] != short.class)
                .filter(method -> hasGetter(table, method.getName()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static boolean hasGetter(final Class<?> table, final String name) {
        return Arrays.stream(table.getDeclaredMethods())
                .anyMatch(
                        method ->
                                method.getName().equals(name)
                                        && method.getParameterCount() == 1
                                        && method.getReturnType() != void.class);
    }
}
