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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FuzzMainTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private int run(final String... args) {
        return FuzzMain.run(args, out);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldFindNothingInKernelAndPlacement() {
        assertEquals(0, run("smoke"), this::printed);
    }

    @Test
    void shouldPrintCommandThatReplaysFailure() {
        assertEquals(1, run("canary"));

        assertTrue(
                printed().contains("again: java -jar fuzz/target/weft-fuzz.jar canary 1"),
                this::printed);
    }

    @Test
    void shouldExplainUsage() {
        assertEquals(2, run("nonsense"));
        assertEquals(2, run("kernel", "x"));
        assertTrue(printed().contains("SEED and COUNT"), this::printed);
    }
}
