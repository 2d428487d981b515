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

import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Hands each decision to several listeners, once: what a restart sends again is passed over. Of
 * several listeners only the first may read groups.
 */
final class FreshDecisions implements InvocationHandler {
    private static final int RARELY = 64;

    private final List<DecisionListener> listeners;
    private final ClusterFault fault;
    private long position = -1;
    private int number;
    private int count;

    private FreshDecisions(final List<DecisionListener> listeners, final ClusterFault fault) {
        this.listeners = listeners;
        this.fault = fault;
    }

    static DecisionListener of(final List<DecisionListener> listeners, final ClusterFault fault) {
        final Class<?>[] types = {DecisionListener.class};
        return (DecisionListener)
                Proxy.newProxyInstance(
                        DecisionListener.class.getClassLoader(),
                        types,
                        new FreshDecisions(listeners, fault));
    }

    @Override
    public Object invoke(final Object proxy, final Method method, final Object[] args)
            throws Throwable {
        final DecisionStamp stamp = (DecisionStamp) args[0];
        if (isNew(stamp) || fault == ClusterFault.RESENT_AS_NEW) {
            requireNext(stamp);
            position = stamp.position();
            number = stamp.number();
            final int times = times(method);
            for (int i = 0; i < times; i++) {
                hand(method, args);
            }
        }
        return null;
    }

    private boolean isNew(final DecisionStamp stamp) {
        return stamp.position() > position
                || stamp.position() == position && stamp.number() > number;
    }

    private void requireNext(final DecisionStamp stamp) {
        final int expected = stamp.position() == position ? number + 1 : 0;
        if (stamp.number() != expected) {
            throw new AssertionError(
                    "decision number "
                            + stamp.number()
                            + " of position "
                            + stamp.position()
                            + ", expected "
                            + expected);
        }
    }

    private int times(final Method method) {
        final String name = method.getName();
        if (fault == ClusterFault.START_UNTOLD && "onStartJob".equals(name)) {
            return ++count % RARELY == 0 ? 0 : 1;
        }
        if (fault == ClusterFault.CLOSED_TWICE && "onJobClosed".equals(name)) {
            return ++count % RARELY == 0 ? 2 : 1;
        }
        return 1;
    }

    private void hand(final Method method, final Object[] args) throws Throwable {
        for (final DecisionListener listener : listeners) {
            try {
                method.invoke(listener, args);
            } catch (final InvocationTargetException ex) {
                throw ex.getCause();
            }
        }
    }
}
