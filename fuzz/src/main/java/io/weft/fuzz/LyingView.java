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

import io.weft.core.spi.ClusterView;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A view that answers one question wrongly. */
final class LyingView implements InvocationHandler {
    private final ClusterView view;
    private final String question;
    private final Lie lie;

    /** What is answered instead. */
    interface Lie {
        Object of(Object truth, ClusterView view, Object[] args);
    }

    private LyingView(final ClusterView view, final String question, final Lie lie) {
        this.view = view;
        this.question = question;
        this.lie = lie;
    }

    static ClusterView of(final ClusterView view, final String question, final Lie lie) {
        final LyingView handler = new LyingView(view, question, lie);
        final Class<?>[] types = {ClusterView.class};
        return (ClusterView)
                Proxy.newProxyInstance(ClusterView.class.getClassLoader(), types, handler);
    }

    @Override
    public Object invoke(final Object proxy, final Method method, final Object[] args)
            throws Throwable {
        try {
            final Object truth = method.invoke(view, args);
            return method.getName().equals(question) ? lie.of(truth, view, args) : truth;
        } catch (final InvocationTargetException ex) {
            throw ex.getCause();
        }
    }
}
