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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kernels that are killed, so many times as {@code -Dweft.fuzz.crash.cycles} says; 10,000 is the
 * long size.
 */
class CrashFuzzIT {
    private static final String CYCLES_PROPERTY = "weft.fuzz.crash.cycles";
    private static final int CYCLES_DEFAULT = 200;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldLoseNothingAcknowledgedWhenKilled() {
        final String cycles = Integer.toString(Integer.getInteger(CYCLES_PROPERTY, CYCLES_DEFAULT));

        final int code =
                FuzzMain.run(
                        out, out, "crash", "--seed", "1", "--cycles", cycles, "--threads", "2");

        assertEquals(0, code, this::printed);
        assertTrue(printed().contains("killed after append"), this::printed);
        assertTrue(printed().contains("killed mid roll"), this::printed);
        assertTrue(printed().contains("killed mid snapshot"), this::printed);
        assertTrue(printed().contains("killed mid release"), this::printed);
        assertTrue(printed().contains("snapshots gone on with"), this::printed);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "APPEND_LATE",
                "RESEND_ONE_LESS",
                "ACKNOWLEDGE_FORGOTTEN",
                "INPUT_TWICE",
                "RELEASED_TOO_MUCH"
            })
    void shouldFindFaultPlantedInACrash(final CrashFault fault) {
        assertTrue(new Canary(out).finds(Planted.of(fault)), this::printed);
    }
}
