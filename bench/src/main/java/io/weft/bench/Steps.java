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
package io.weft.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells whoever waits what is being measured: a line for each step, on standard error. */
final class Steps {
    private final PrintWriter err;
    private final int count;
    private final long beganNs = System.nanoTime();
    private int number;

    /**
     * No step yet.
     *
     * @param err where lines go.
     * @param count of the steps to come.
     */
    Steps(final PrintWriter err, final int count) {
        this.err = err;
        this.count = count;
    }

    /** A step begins. */
    void begin(final String what) {
        number++;
        final double seconds = (System.nanoTime() - beganNs) / 1e9;
        err.printf(Locale.ROOT, "%5.1f s  %2d/%d  %s%n", seconds, number, count, what);
        err.flush();
    }

    /** Something to know about the step. */
    void tell(final String what) {
        err.println("               " + what);
        err.flush();
    }
}
