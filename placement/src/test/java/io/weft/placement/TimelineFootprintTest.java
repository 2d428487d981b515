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
package io.weft.placement;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.placement.policy.ComposedPolicy;
import io.weft.placement.select.ScanIndex;
import io.weft.placement.timeline.ConservativePlan;
import io.weft.placement.timeline.Reservations;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What plans and reservations keep is counted, on the heap too. */
class TimelineFootprintTest {
    private static final int ARRAY_MIN = ModelTables.NODE_CAPACITY;

    @Test
    void shouldCountWhatAPlanKeeps() {
        try (ComposedPolicy policy = ComposedPolicy.conservative();
                ScanIndex index = new ScanIndex();
                Footprint footprint = new Footprint()) {
            final ClusterView view = new ModelCluster(policy, 20_000, 2, true, 1200);

            assertCovered(new ConservativePlan(view, index, footprint), footprint);
        }
    }

    @Test
    void shouldCountWhatReservationsKeep() {
        try (ComposedPolicy policy = ComposedPolicy.easy();
                ScanIndex index = new ScanIndex();
                Footprint footprint = new Footprint()) {
            final ClusterView view = new ModelCluster(policy, 20_000, 2, true, 1200);

            assertCovered(new Reservations(view, index, footprint, 2), footprint);
        }
    }

    private static void assertCovered(final Object root, final Footprint footprint) {
        final long keptBytes = keptBytes(root);
        final long countedBytes = footprint.totalBytes();

        final String where = "kept " + keptBytes + " bytes, counted:\n" + footprint;
        assertTrue(keptBytes <= countedBytes, where);
        assertTrue(keptBytes > countedBytes / 2, where);
    }

    /** Buffers, and arrays that are not small, that can be reached through timelines. */
    private static long keptBytes(final Object root) {
        final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        final Deque<Object> left = new ArrayDeque<>();
        left.add(root);
        long bytes = 0;
        while (!left.isEmpty()) {
            final Object each = left.remove();
            if (seen.add(each)) {
                bytes += bytes(each);
                addReferences(each, left);
            }
        }
        return bytes;
    }

    private static long bytes(final Object each) {
        if (each instanceof UnsafeBuffer buffer) {
            return buffer.capacity();
        }
        final Class<?> type = each.getClass().getComponentType();
        final boolean isLarge =
                type != null && type.isPrimitive() && Array.getLength(each) >= ARRAY_MIN;
        return isLarge ? (long) Array.getLength(each) * width(type) : 0;
    }

    private static int width(final Class<?> type) {
        return type == long.class ? Long.BYTES : type == int.class ? Integer.BYTES : 1;
    }

    private static void addReferences(final Object each, final Deque<Object> left) {
        if (each instanceof Object[] array) {
            for (final Object element : array) {
                addIfAny(element, left);
            }
        } else if (each.getClass().getPackageName().equals("io.weft.placement.timeline")) {
            for (final Field field : each.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    addIfAny(value(field, each), left);
                }
            }
        }
    }

    private static void addIfAny(final Object value, final Deque<Object> left) {
        if (value != null) {
            left.add(value);
        }
    }

    private static Object value(final Field field, final Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (final IllegalAccessException ex) {
            throw new AssertionError(ex);
        }
    }
}
