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
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import net.openhft.chronicle.core.Jvm;

/**
 * Opens the files of a journal: only their owner may touch them from the moment they exist, 0600 in
 * a directory of 0700, and an interrupt of the thread does not close them. Where there are no POSIX
 * permissions the defaults of the file system hold.
 */
final class JournalFiles {
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private JournalFiles() {}

    /** Creates a directory, and its parents with the usual permissions. */
    static void createDirectory(final Path directory) throws IOException {
        final Path parent = directory.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Files.createDirectory(directory, permissions(parent, FOLDER));
    }

    /** Makes a file for reading and writing, or opens it if the option allows. */
    static FileChannel create(final Path file, final StandardOpenOption option) throws IOException {
        final Set<OpenOption> options =
                Set.of(option, StandardOpenOption.READ, StandardOpenOption.WRITE);
        final Path parent = file.toAbsolutePath().getParent();
        return keepOpen(FileChannel.open(file, options, permissions(parent, FILE)));
    }

    /** Opens a file or directory that exists. */
    static FileChannel open(final Path file, final StandardOpenOption... options)
            throws IOException {
        return keepOpen(FileChannel.open(file, options));
    }

    /** A kernel thread is stopped by an interrupt, which must not close the files under it. */
    private static FileChannel keepOpen(final FileChannel channel) {
        Jvm.doNotCloseOnInterrupt(JournalFiles.class, channel);
        return channel;
    }

    private static FileAttribute<?>[] permissions(
            final Path parent, final Set<PosixFilePermission> permissions) throws IOException {
        final boolean isPosix = Files.getFileStore(parent).supportsFileAttributeView("posix");
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Brings the names of new files to disk. Windows has no such thing, and needs none. */
    static void forceDirectory(final Path directory) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            try (FileChannel channel = open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
