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
package io.weft.core.debug;

/**
 * Where a {@link TimeMachine} is to stop. It may remember the state before an entry in order to see
 * what the entry changed, so one condition serves one machine, and is told where it begins.
 */
public interface Condition {
    /**
     * The machine stands somewhere and is about to go forward.
     *
     * @param machine that will ask {@link #isMet}.
     */
    default void begin(final TimeMachine machine) {}

    /**
     * Whether the entry that was just applied is one to stop at; called once after each.
     *
     * @param machine that applied it.
     * @return true to stop.
     */
    boolean isMet(TimeMachine machine);
}
