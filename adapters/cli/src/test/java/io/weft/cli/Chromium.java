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
package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Chromium without a window, as far as it is installed. */
final class Chromium {
    private static final String NAME = "chromium";
    private static final int TIMEOUT_S = 120;

    /** No window is narrower; a page in it is, when its pixels are larger. */
    private static final int WIDTH_LEAST = 500;

    private final Path program;
    private final Path folder;

    private Chromium(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * What a page came to.
     *
     * @param html of the page after its scripts ran
     * @param log of the browser, with a line for each message on the console
     */
    record Page(String html, String log) {
        void assertNothingOnConsole() {
            assertEquals(List.of(), log.lines().filter(line -> line.contains("CONSOLE")).toList());
        }
    }

    /** The browser; the test is given up without one, or fails if it is required. */
    static Chromium require(Path folder) {
        Optional<Path> found =
                Stream.of(System.getenv("PATH").split(":"))
                        .map(place -> Path.of(place, NAME))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isEmpty()) {
            String message = "no chromium on the PATH; on Debian: apt-get install chromium";
            if (String.valueOf(System.getenv("WEFT_REQUIRE")).contains(NAME)) {
                fail(message);
            }
            Assumptions.abort(message);
        }
        return new Chromium(found.get(), folder);
    }

    /** Opens a window that can be spoken with. */
    ChromiumTab drive(String address) throws IOException, InterruptedException {
        return ChromiumTab.open(program, folder.resolve("driven"), address);
    }

    /** Opens a page in a window of a width, in pixels. */
    Page open(Path file, int width) throws IOException, InterruptedException {
        return open(file, "", width);
    }

    /** Opens a page at a fragment of its address. */
    Page open(Path file, String fragment, int width) throws IOException, InterruptedException {
        Path html = Files.createTempFile(folder, "page", ".html");
        Path log = Files.createTempFile(folder, "chromium", ".log");
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=10000",
                        "--window-size=" + Math.max(width, WIDTH_LEAST) + ",1200",
                        "--force-device-scale-factor="
                                + Math.max(1.0, (double) WIDTH_LEAST / width),
                        "--dump-dom",
                        file.toUri() + "#" + fragment));
        Process process =
                new ProcessBuilder(line)
                        .redirectOutput(html.toFile())
                        .redirectError(log.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS), "chromium does not end");
        } finally {
            process.destroyForcibly();
        }
        Page page = new Page(Files.readString(html), Files.readString(log));
        assertEquals(0, process.exitValue(), page.log);
        return page;
    }
}
