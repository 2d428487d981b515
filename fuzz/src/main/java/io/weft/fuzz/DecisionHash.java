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
package io.weft.fuzz;

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.NodeIds;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.agrona.DirectBuffer;

/**
 * A listener that sums up each decision, whatever it is, in one number: equal decisions have equal
 * numbers, in every process.
 */
final class DecisionHash implements InvocationHandler {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final Target target;
    private final DecisionListener next;
    private final long afterPosition;

    /** Told of every decision. */
    interface Target {
        /** A decision, with what it says summed up. */
        void onDecision(long position, int number, long hash);
    }

    private DecisionHash(
            final Target target, final DecisionListener next, final long afterPosition) {
        this.target = target;
        this.next = next;
        this.afterPosition = afterPosition;
    }

    /** A listener that tells the target of every decision. */
    static DecisionListener of(final Target target) {
        return of(target, new DecisionListener() {}, Long.MAX_VALUE);
    }

    /**
     * A listener that tells the target of every decision.
     *
     * @param target told of each.
     * @param next told, before, of those of later positions; must leave groups unread.
     * @param afterPosition those of entries behind this one are later.
     */
    static DecisionListener of(
            final Target target, final DecisionListener next, final long afterPosition) {
        final Class<?>[] types = {DecisionListener.class};
        return (DecisionListener)
                Proxy.newProxyInstance(
                        DecisionListener.class.getClassLoader(),
                        types,
                        new DecisionHash(target, next, afterPosition));
    }

    /** Sum of some bytes, by FNV-1a. */
    static long ofBytes(
            final long basis, final DirectBuffer buffer, final int offset, final int length) {
        long hash = BASIS ^ basis;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ buffer.getByte(i)) * PRIME;
        }
        return hash;
    }

    @Override
    public Object invoke(final Object proxy, final Method method, final Object[] args)
            throws Throwable {
        final DecisionStamp stamp = (DecisionStamp) args[0];
        if (stamp.position() > afterPosition) {
            try {
                method.invoke(next, args);
            } catch (final InvocationTargetException ex) {
                throw ex.getCause();
            }
        }
        target.onDecision(stamp.position(), stamp.number(), hash(method, args));
        return null;
    }

    private static long hash(final Method method, final Object[] args) {
        long hash = plus(BASIS, method.getName().hashCode());
        for (final Object arg : args) {
            if (arg instanceof DecisionStamp given) {
                hash = plus(hash, given.timeNs());
            } else if (arg instanceof AllocationSlices slices) {
                hash = plus(hash, slices);
            } else if (arg instanceof NodeIds nodes) {
                hash = plus(hash, nodes);
            } else {
                hash = plus(hash, arg.toString().hashCode());
            }
        }
        return hash;
    }

    private static long plus(final long hash, final AllocationSlices slices) {
        long sum = hash;
        while (slices.next()) {
            sum = plus(plus(plus(sum, slices.nodeId()), slices.firstCore()), slices.coreMask());
            sum = plus(plus(plus(sum, slices.memory()), slices.gpuCount()), slices.gpuMask());
        }
        return sum;
    }

    private static long plus(final long hash, final NodeIds nodes) {
        long sum = hash;
        while (nodes.next()) {
            sum = plus(sum, nodes.nodeId());
        }
        return sum;
    }

    private static long plus(final long hash, final long value) {
        return (Long.rotateLeft(hash, 5) ^ value) * PRIME;
    }
}
