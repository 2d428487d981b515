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
package io.weft.simulator.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The results of an experiment in a directory: {@code sweep.json}, the plan, if it is a sweep, and
 * in {@code cells} a file for each cell that is done. A file is written aside and renamed: it is
 * there whole or not at all, whenever the process is killed; one that is damaged all the same
 * counts as absent.
 *
 * <p>For use by several threads, and by several processes at once.
 */
public final class CellStore {
    private static final String PLAN = "sweep.json";
    private static final String CELLS = "cells";
    private static final String SUFFIX = ".json";
    private static final String PART_SUFFIX = ".part";

    private final Path directory;
    private final Path cells;

    /**
     * The store in a directory, which need not be there yet.
     *
     * @param directory of the sweep
     */
    public CellStore(final Path directory) {
        this.directory = directory;
        cells = directory.resolve(CELLS);
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** Whether there is a store in the directory. */
    public boolean exists() {
        return Files.isDirectory(cells);
    }

    /**
     * Makes the directory, if it is not there.
     *
     * @throws IOException if that fails
     */
    public void create() throws IOException {
        Files.createDirectories(cells);
    }

    /**
     * The plan of the sweep, or empty if there is none.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no plan
     */
    public Optional<SweepPlan> plan() throws IOException {
        try {
            return Optional.of(SweepPlan.of(Files.readString(directory.resolve(PLAN))));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps the plan, in place of another.
     *
     * @throws IOException if it cannot be written
     */
    public void plan(final SweepPlan plan) throws IOException {
        create();
        write(directory.resolve(PLAN), plan.text());
    }

    /**
     * The result of a cell, or empty if there is none.
     *
     * @param key of it, as {@link SweepPlan#key} gives it
     */
    public Optional<CellResult> result(final String key) {
        try {
            final byte[] bytes = Files.readAllBytes(cells.resolve(key + SUFFIX));
            return Optional.ofNullable(
                    CellResult.read(new String(bytes, StandardCharsets.UTF_8), key));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the result of a cell. */
    void keep(final String key, final CellResult result) {
        try {
            write(cells.resolve(key + SUFFIX), result.write(key));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(final Path file, final String text) throws IOException {
        final Path part =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), PART_SUFFIX);
        try {
            Files.writeString(part, text);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
