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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the states of a journal are kept from one time to the next. */
public final class CheckpointPlace {
    private static final int KEY_LENGTH = 8;
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{" + 2 * KEY_LENGTH + "}");

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
     * Makes room: folders of states that nobody looked for of late are removed, with the states in
     * them. What cannot be removed stays. Whoever uses such a folder meanwhile loses only time.
     *
     * @param cache folder of all such folders
     * @param own folder that stays in any case, and counts as used now; it may not be there yet
     * @param count how many others stay
     */
    public static void makeRoom(Path cache, Path own, int count) {
        try (Stream<Path> found = Files.list(cache)) {
            if (Files.isDirectory(own)) {
                Files.setLastModifiedTime(own, FileTime.from(Instant.now()));
            }
            found.filter(folder -> FOLDER.matcher(folder.getFileName().toString()).matches())
                    .filter(folder -> !folder.equals(own))
                    .sorted(Comparator.comparing(CheckpointPlace::lastUse).reversed())
                    .skip(count)
                    .forEach(CheckpointPlace::remove);
        } catch (IOException | UncheckedIOException e) {
            // Then it takes more room.
        }
    }

    private static FileTime lastUse(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Files only that are known to be of this kind; with others in it a folder stays. */
    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (FileCheckpoints.isOwn(file)) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The next time, maybe.
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
