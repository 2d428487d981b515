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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.fuzz.CrashLog.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashLogTest {
    @TempDir private Path directory;

    @Test
    void shouldShowToOneWhatAnotherAppended() {
        try (CrashLog child = CrashLog.map(directory.resolve("log"));
                CrashLog parent = CrashLog.map(directory.resolve("log"))) {
            child.append(Kind.DELIVERED, 1L << 40, 7, -3);
            child.append(Kind.CLOSED, 0, 0, 0);
            child.park();

            assertEquals(2, parent.count());
            assertEquals(Kind.DELIVERED, parent.kind(0));
            assertEquals(1L << 40, parent.position(0));
            assertEquals(7, parent.number(0));
            assertEquals(-3, parent.hash(0));
            assertEquals(1, parent.countOf(Kind.CLOSED));
            assertTrue(parent.isParked());

            parent.clear();

            assertEquals(0, child.count());
            assertFalse(child.isParked());
        }
    }
}
