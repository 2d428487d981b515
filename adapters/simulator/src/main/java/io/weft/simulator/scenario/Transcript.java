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
 * What happened when a scenario was played.
 *
 * @param steps in their order; fewer than the scenario has when the kernel halted.
 * @param failure what went wrong beside the decisions, or null.
 */
record Transcript(List<Played> steps, String failure) {
    /**
     * A step that was played.
     *
     * @param before what was decided since the step before, without an input.
     * @param position of its last entry.
     * @param decisions that came.
     * @param answers to its expectations: what is otherwise, or null.
     */
    record Played(
            List<Stray> before, long position, List<Message> decisions, List<String> answers) {}

    /**
     * Decisions because something was due.
     *
     * @param timeNs when.
     * @param decisions that came.
     */
    record Stray(long timeNs, List<Message> decisions) {}
}
