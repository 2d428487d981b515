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
package io.weft.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class of the tests in a JVM of its own. */
final class ChildJvm {
    private static final long TIMEOUT_S = 120;

    private ChildJvm() {}

    /** The folder that holds {@code .mvn/weft.jvmargs}, found by walking up. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve(".mvn/weft.jvmargs"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("No .mvn/weft.jvmargs above the working directory.");
        }
        return folder;
    }

    /** The lines of that file. */
    static List<String> flags() throws IOException {
        return Files.readAllLines(root().resolve(".mvn/weft.jvmargs"));
    }

    /** Starts a main class; what it prints, on either stream, goes to the file. */
    static Process start(
            final List<String> flags, final Path output, final Class<?> main, final String... args)
            throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits for a child that ends by itself and returns what it printed. */
    static String await(final Process child, final Path output)
            throws IOException, InterruptedException {
        try {
            if (!child.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Still running: " + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            child.destroyForcibly();
        }
    }
}
