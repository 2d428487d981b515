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
package io.weft.simulator.workload;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the traces that are kept beside the checkout and not in it. A test that needs one is
 * skipped where there are none, and fails if the environment says that they are required.
 */
public final class SharedTraces {
    private SharedTraces() {}

    /** A file below the traces, such as {@code swf/KTH-SP2_log.swf.xz}. */
    public static Path file(String name) {
        Path file = root().resolve("traces").resolve(name);
        boolean isThere = Files.exists(file);
        String required = System.getenv().getOrDefault("WEFT_REQUIRE", "");
        assertTrue(isThere || !required.contains("shared"), "missing " + file);
        assumeTrue(isThere, "skipped: no " + file + "; set WEFT_SHARED to the folder above traces");
        return file;
    }

    private static Path root() {
        String named = System.getenv("WEFT_SHARED");
        if (named != null) {
            return Path.of(named);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/traces"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared");
    }
}
