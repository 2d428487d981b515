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
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** Recorded output of Slurm 22.05, kept beside the checkout. Its clock ran in UTC. */
final class Samples {
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}");

    private Samples() {}

    static Path file(final String name) {
        final Path file = root().resolve("samples/slurm").resolve(name);
        final boolean isThere = Files.exists(file);
        final boolean isRequired = String.valueOf(System.getenv("WEFT_REQUIRE")).contains("shared");
        assertTrue(isThere || !isRequired, "missing " + file);
        assumeTrue(isThere, "skipped: no " + file);
        return file;
    }

    /** Lines with times as SLURM_TIME_FORMAT=%s has them. */
    static List<String> lines(final String name) throws IOException {
        return Files.readAllLines(file(name)).stream()
                .map(line -> TIME.matcher(line).replaceAll(time -> "" + epochS(time.group())))
                .toList();
    }

    static long epochS(final String time) {
        return LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC);
    }

    private static Path root() {
        final String named = System.getenv("WEFT_SHARED");
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
