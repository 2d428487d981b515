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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/**
 * What a command printed.
 *
 * @param exitCode of it
 * @param out its standard output
 * @param err its standard error
 */
record Bench(int exitCode, String out, String err) {

    static Bench run(final Object... arguments) {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final int exitCode =
                Main.run(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Bench(exitCode, out.toString(), err.toString());
    }

    static Bench runWell(final Object... arguments) {
        final Bench bench = run(arguments);
        assertEquals(0, bench.exitCode, bench::err);
        return bench;
    }
}
