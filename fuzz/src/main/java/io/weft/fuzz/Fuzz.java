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

/** A way of trying to break something, by a seed. */
interface Fuzz {
    /** Name on the command line. */
    String name();

    /** What {@link Tally#commandCount()} counts. */
    default String unit() {
        return "commands";
    }

    /** What else the line of the result says, from a comma on. */
    default String remark(final Tally tally) {
        return "";
    }

    /** How many seeds are tried when all fuzzers run briefly. */
    default int smokeCount() {
        return SmokeCommand.COUNT;
    }

    /**
     * Tries once; from several threads at once with different seeds.
     *
     * @param seed everything that is drawn comes from it.
     * @param tally told what was tried.
     * @throws AssertionError when something is wrong.
     */
    void run(long seed, Tally tally);

    /**
     * Makes the history of a seed that fails short; may take minutes.
     *
     * @param seed that failed.
     * @return text, empty when there is nothing to say.
     */
    default String shorten(final long seed) {
        return "";
    }
}
