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
package io.weft.cli.debug;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the states of a journal are kept from one time to the next. */
public final class CheckpointPlace {
    private static final int KEY_LENGTH = 8;

    private CheckpointPlace() {}

    /**
     * A folder of their own for the states of a journal: the same as long as path, first file and
     * program are the same. Whether the states belong to the journal is checked besides.
     *
     * @param cache folder of all such folders
     * @param journal directory of the journal
     * @param version of this program, which replays as no other may
     * @return the folder, which may not be there yet
     * @throws IOException when the journal cannot be looked at
     */
    public static Path of(Path cache, Path journal, String version) throws IOException {
        String text = journal.toRealPath() + "\n" + firstFile(journal) + "\n" + version;
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return cache.resolve(HexFormat.of().formatHex(digest, 0, KEY_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What tells the first file from another of its name. */
    private static String firstFile(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            Optional<Path> first =
                    files.filter(file -> file.toString().endsWith(".cq4")).sorted().findFirst();
            if (first.isEmpty()) {
                return "none";
            }
            BasicFileAttributes facts =
                    Files.readAttributes(first.get(), BasicFileAttributes.class);
            return facts.fileKey() + " " + facts.creationTime();
        }
    }

    /**
     * The folder of all such folders, by the rules of the XDG base directories.
     *
     * @return {@code $XDG_CACHE_HOME/weft/debug}, or {@code ~/.cache/weft/debug}
     */
    public static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home =
                cache == null || cache.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache);
        return home.resolve("weft").resolve("debug");
    }
}
