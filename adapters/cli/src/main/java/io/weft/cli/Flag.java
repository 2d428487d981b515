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
package io.weft.cli;

import java.util.function.Function;

/** Hands the value of a flag to whoever knows its range. */
final class Flag {
    private static final String EXPECTED = ", expected";

    private Flag() {}

    /**
     * Applies a setter.
     *
     * @param name of the flag
     * @param value it was given
     * @param setter that throws an {@link IllegalArgumentException} such as {@code nodeCount=0,
     *     expected 1..128}
     * @return what the setter returns
     * @throws Failure of usage that names the flag in place of the setting
     */
    static <T, R> R set(String name, T value, Function<T, R> setter) {
        try {
            return setter.apply(value);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int expected = message.indexOf(EXPECTED);
            String rest = expected < 0 ? ": " + message : message.substring(expected);
            throw Failure.usage(name + "=" + value + rest);
        }
    }
}
