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
 * Where a scenario and the kernel part.
 *
 * @param line of the scenario.
 * @param input what had been said to the kernel, as the file has it.
 * @param expected what should have come.
 * @param came what came in its place.
 * @param differs fields that differ, when the right kind of decision came.
 * @param near all decisions that came of that input.
 */
public record Difference(
        int line,
        String input,
        String expected,
        String came,
        List<String> differs,
        List<String> near) {

    /** Copies the lists. */
    public Difference {
        differs = List.copyOf(differs);
        near = List.copyOf(near);
    }
}
