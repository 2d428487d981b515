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

import java.util.List;

/**
 * A moment of a scenario: what enters then, and what must come of it.
 *
 * @param line it begins at, from 1.
 * @param timeNs virtual time.
 * @param inputs that enter together, in this order; none when only time passes.
 * @param expected decisions in their order.
 * @param expectations about the state afterwards.
 */
record Step(
        int line,
        long timeNs,
        List<Input> inputs,
        List<Expected> expected,
        List<Expectation> expectations) {

    /**
     * An input.
     *
     * @param line it stands on.
     * @param message with all its fields.
     * @param text as it stands there.
     */
    record Input(int line, Message message, String text) {}

    /**
     * A decision that must come.
     *
     * @param line it stands on.
     * @param message with the fields that are checked; null for any number of any decisions.
     */
    record Expected(int line, Message message) {
        boolean isAny() {
            return message == null;
        }
    }

    /** The line after which the decisions stand. */
    int lastInputLine() {
        return inputs.isEmpty() ? line : inputs.get(inputs.size() - 1).line();
    }
}
