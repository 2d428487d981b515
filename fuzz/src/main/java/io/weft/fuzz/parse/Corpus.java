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
package io.weft.fuzz.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Inputs to begin with: what makes sense to a reader, and what once broke it. They are files in the
 * folder of the target below {@code corpus}, on the class path.
 */
public final class Corpus {
    private Corpus() {}

    /**
     * The inputs of a target, in the order of their names, then its own seeds.
     *
     * @param target to be tried.
     * @return never empty: without others it is the empty input.
     */
    public static List<byte[]> of(final ParseTarget target) {
        final List<byte[]> inputs = new ArrayList<>();
        final URL folder = Corpus.class.getResource("/corpus/" + target.name());
        if (folder != null) {
            inputs.addAll(read(folder));
        }
        inputs.addAll(target.seeds());
        if (inputs.isEmpty()) {
            inputs.add(new byte[0]);
        }
        return List.copyOf(inputs);
    }

    private static List<byte[]> read(final URL folder) {
        try {
            final URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            final String[] parts = uri.toString().split("!", 2);
            try (FileSystem jar = FileSystems.newFileSystem(URI.create(parts[0]), Map.of())) {
                return read(jar.getPath(parts[1]));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final URISyntaxException e) {
            throw new IllegalStateException(folder + " is no place", e);
        }
    }

    private static List<byte[]> read(final Path folder) throws IOException {
        final List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        return inputs;
    }
}
