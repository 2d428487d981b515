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

import io.weft.core.ForgetfulJournal;
import io.weft.core.spi.Journal;
import io.weft.core.state.Limits;
import io.weft.journal.ChronicleJournal;
import io.weft.simulator.MachineDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.agrona.CloseHelper;

/**
 * Where a simulation keeps its journal: in a directory that stays, in a temporary one that goes
 * with the process, or nowhere.
 */
final class JournalPlace implements AutoCloseable {
    static final String FLAG = "--journal";

    /** A record may be a quarter of a block, with a little around it. */
    private static final long BLOCK_PER_RECORD = 4;

    private static final int RECORD_MARGIN = 1 << 12;

    private final Journal journal;
    private final Path files;
    private final Path directory;
    private final AutoCloseable holder;

    private JournalPlace(Journal journal, Path files, Path directory, AutoCloseable holder) {
        this.journal = journal;
        this.files = files;
        this.directory = directory;
        this.holder = holder;
    }

    /** No journal: what is appended is forgotten at once. */
    static JournalPlace nowhere() {
        return new JournalPlace(new ForgetfulJournal(), null, null, () -> {});
    }

    /**
     * A journal in Chronicle Queue files that are removed when this is closed.
     *
     * @param context that lacks a directory
     */
    static JournalPlace temporary(ChronicleJournal.Context context) {
        TemporaryDirectory temporary = temporaryDirectory();
        try {
            return new JournalPlace(
                    ChronicleJournal.open(context.directory(temporary.path())),
                    temporary.path(),
                    null,
                    temporary);
        } catch (RuntimeException e) {
            temporary.close();
            throw e;
        }
    }

    private static TemporaryDirectory temporaryDirectory() {
        try {
            return new TemporaryDirectory("weft-journal-");
        } catch (IOException e) {
            throw Failure.environment(
                    "a temporary directory for the journal cannot be made: "
                            + FileTrouble.text(e)
                            + ". Maybe give "
                            + FLAG
                            + " DIR, or "
                            + FLAG
                            + " none.",
                    e);
        }
    }

    /**
     * A journal in Chronicle Queue files that stay.
     *
     * @param context with the directory
     * @param force whether it may replace another journal
     */
    static JournalPlace kept(ChronicleJournal.Context context, boolean force) {
        Path directory = context.directory();
        JournalSpace.clear(FLAG, directory, force);
        return new JournalPlace(
                ChronicleJournal.open(context),
                directory,
                directory,
                new InterruptHook(() -> tellOfInterrupt(directory)));
    }

    private static void tellOfInterrupt(Path directory) {
        System.err.println();
        System.err.println(
                "weft: interrupted; the journal is whole up to here: "
                        + Text.commandLine("replay", directory));
    }

    /** A block that the longest record fits: a start on every core of a machine. */
    static int blockSize(MachineDescription machine) {
        long length =
                new Limits()
                        .nodeCount(machine.nodeCount())
                        .coresPerNode(machine.coresPerNodeMax())
                        .decisionLength();
        long least = BLOCK_PER_RECORD * (length + RECORD_MARGIN);
        int blockSize = ChronicleJournal.Context.BLOCK_SIZE_DEFAULT;
        while (blockSize < least && blockSize < ChronicleJournal.Context.BLOCK_SIZE_MAX) {
            blockSize *= 2;
        }
        return blockSize;
    }

    Journal journal() {
        return journal;
    }

    /** The directory that stays, or null. */
    Path directory() {
        return directory;
    }

    /**
     * Closes the journal, which trims its last file.
     *
     * @return length of all files, sparse ends of earlier ones included; 0 if there is no journal
     * @throws IOException if they cannot be looked at
     */
    long finish() throws IOException {
        journal.close();
        if (files == null) {
            return 0;
        }
        try (Stream<Path> found = Files.list(files)) {
            long length = 0;
            for (Path file : found.toList()) {
                length += Files.size(file);
            }
            return length;
        }
    }

    @Override
    public void close() {
        CloseHelper.closeAll(journal, holder);
    }
}
