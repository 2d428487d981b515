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
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;

/**
 * The segment files that may hold bytes which are not on disk: the current one, and those before it
 * since the last force. The writer adds, and it or the force thread forces.
 */
final class ForceQueue implements AutoCloseable {
    private final Path directory;
    private final boolean isForcing;
    private final ArrayDeque<SegmentFile> files = new ArrayDeque<>();
    private boolean isDirectoryChanged = true;
    private long forceCount;

    /**
     * An empty queue.
     *
     * @param isForcing false when nothing is ever forced, so that files need not be kept for it.
     */
    ForceQueue(final Path directory, final boolean isForcing) {
        this.directory = directory;
        this.isForcing = isForcing;
    }

    /** From now on this file is the current one. */
    synchronized void add(final SegmentFile file) throws IOException {
        if (!isForcing) {
            close();
        }
        files.addLast(file);
        isDirectoryChanged = true;
    }

    /** Something but the current file was written, too. */
    synchronized void onDirectoryChanged() {
        isDirectoryChanged = true;
    }

    /** Brings everything to disk that was written before the call. */
    synchronized void force() throws IOException {
        while (files.size() > 1) {
            files.getFirst().force();
            files.removeFirst().close();
        }
        if (!files.isEmpty()) {
            files.getFirst().force();
        }
        if (isDirectoryChanged) {
            SegmentCount.force(directory);
            JournalFiles.forceDirectory(directory);
            isDirectoryChanged = false;
        }
        forceCount++;
    }

    /** Brings every segment file of the directory to disk, and the directory. */
    synchronized void forceAll() throws IOException {
        for (final long segment : SegmentName.list(directory)) {
            final Path file = SegmentName.path(directory, segment);
            try (FileChannel channel = JournalFiles.open(file, StandardOpenOption.WRITE)) {
                channel.force(false);
            }
        }
        force();
    }

    /** How often files were brought to disk. */
    synchronized long forceCount() {
        return forceCount;
    }

    /** Closes the files but keeps them queued, so that the next force fails as on a broken disk. */
    synchronized void closeFiles() throws IOException {
        for (final SegmentFile file : files) {
            file.close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        while (!files.isEmpty()) {
            files.removeFirst().close();
        }
    }
}
