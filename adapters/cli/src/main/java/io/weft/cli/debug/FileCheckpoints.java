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

import io.weft.core.debug.Checkpoint;
import io.weft.core.debug.CheckpointStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps states as files of a directory, which is made with the first of them. A file is written
 * aside and moved, so that it is there wholly or not at all; one that is damaged is found out when
 * it is loaded. What cannot be written is not kept: going back takes longer then.
 *
 * <pre>
 * offset bytes field
 *      0     8 magic
 *      8     8 position
 *     16     8 timeNs
 *     24     8 entry         checksum of the entry
 *     32     8 prefix        checksum of all entries up to it
 *     40     8 place         of the entry in the journal
 *     48       state         a snapshot
 * </pre>
 */
public final class FileCheckpoints implements CheckpointStore {
    private static final long MAGIC = 0x5765667444626732L;
    private static final int HEADER_LENGTH = 48;
    private static final String ENDING = ".state";
    private static final String ASIDE = "new";

    private final Path directory;
    private final TreeMap<Long, Long> lengths = new TreeMap<>();

    /**
     * A store.
     *
     * @param directory of its files, which may not be there yet
     */
    public FileCheckpoints(Path directory) {
        this.directory = directory;
    }

    /** Whether a file is a state, or was to become one. */
    static boolean isOwn(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) || name.startsWith(ASIDE) && name.endsWith(".tmp");
    }

    @Override
    public List<Checkpoint> list() {
        List<Checkpoint> checkpoints = new ArrayList<>();
        lengths.clear();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    if (file.toString().endsWith(ENDING)) {
                        add(file, checkpoints);
                    }
                }
            } catch (IOException e) {
                // There is nothing to begin with, then.
            }
        }
        checkpoints.sort(Comparator.comparingLong(Checkpoint::position));
        return checkpoints;
    }

    private void add(Path file, List<Checkpoint> checkpoints) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
        try (FileChannel channel = FileChannel.open(file)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // Until it is whole, or the file ends.
            }
        }
        header.flip();
        if (header.limit() == HEADER_LENGTH && header.getLong() == MAGIC) {
            Checkpoint checkpoint =
                    new Checkpoint(
                            header.getLong(),
                            header.getLong(),
                            header.getLong(),
                            header.getLong(),
                            header.getLong());
            if (file.equals(file(checkpoint))) {
                checkpoints.add(checkpoint);
                lengths.put(checkpoint.position(), Files.size(file));
            }
        }
    }

    private Path file(Checkpoint checkpoint) {
        return directory.resolve(checkpoint.position() + ENDING);
    }

    @Override
    public long put(Checkpoint checkpoint, State state) {
        Path file = file(checkpoint);
        try {
            Files.createDirectories(directory);
            Path aside = Files.createTempFile(directory, ASIDE, null);
            try {
                write(aside, checkpoint, state);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
            long length = Files.size(file);
            lengths.put(checkpoint.position(), length);
            return length;
        } catch (IOException e) {
            return -1;
        }
    }

    private static void write(Path file, Checkpoint checkpoint, State state) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
        header.putLong(MAGIC);
        header.putLong(checkpoint.position()).putLong(checkpoint.timeNs());
        header.putLong(checkpoint.entry()).putLong(checkpoint.prefix());
        header.putLong(checkpoint.place()).flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (header.hasRemaining()) {
                channel.write(header);
            }
            state.writeTo(channel);
        }
    }

    @Override
    public ReadableByteChannel open(Checkpoint checkpoint) {
        try {
            return FileChannel.open(file(checkpoint)).position(HEADER_LENGTH);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void remove(Checkpoint checkpoint) {
        lengths.remove(checkpoint.position());
        try {
            Files.deleteIfExists(file(checkpoint));
        } catch (IOException e) {
            // It is no longer listed all the same.
        }
    }

    @Override
    public long length() {
        return lengths.values().stream().mapToLong(Long::longValue).sum();
    }
}
