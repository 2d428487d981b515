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
package io.weft.core.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingPolicyTest {
    /** What reached the policy behind. */
    private final List<Method> calls = new ArrayList<>();

    private final List<Object[]> arguments = new ArrayList<>();

    private ForwardingPolicy forwarding(final Object answer) {
        return new ForwardingPolicy(recording(answer)) {};
    }

    private PlacementPolicy recording(final Object answer) {
        final InvocationHandler handler =
                (proxy, method, values) -> {
                    calls.add(method);
                    arguments.add(values);
                    return answer;
                };
        return (PlacementPolicy)
                Proxy.newProxyInstance(
                        PlacementPolicy.class.getClassLoader(),
                        new Class<?>[] {PlacementPolicy.class},
                        handler);
    }

    static Stream<Method> methods() {
        return Stream.of(PlacementPolicy.class.getMethods());
    }

    /** Fails for a method that was added to the interface and is not forwarded. */
    @ParameterizedTest
    @MethodSource("methods")
    void shouldForwardEveryMethodWithItsArgumentsAndItsAnswer(final Method method)
            throws ReflectiveOperationException {
        final Object answer = value(method.getReturnType(), 7);
        final Class<?>[] types = method.getParameterTypes();
        final Object[] given = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            given[i] = value(types[i], 11 + i);
        }

        final Object answered = method.invoke(forwarding(answer), given);

        assertEquals(List.of(method.getName()), calls.stream().map(Method::getName).toList());
        assertArrayEquals(given, types.length == 0 ? new Object[0] : arguments.get(0));
        assertEquals(answer, answered);
    }

    @Test
    void shouldForwardToTheOtherPolicyWhenReplaced() {
        final ForwardingPolicy policy = forwarding(1);

        policy.forwardTo(recording(2));

        assertEquals(2, policy.version());
    }

    /** Something of a type that is not its default, where there is such a thing. */
    private static Object value(final Class<?> type, final int number) {
        if (type == int.class) {
            return number;
        }
        if (type == long.class) {
            return (long) number;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == String.class) {
            return "text " + number;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[number];
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, values) -> proxy == values[0]);
        }
        return null;
    }
}
