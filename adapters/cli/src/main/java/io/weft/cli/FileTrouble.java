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

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a file system means when it refuses. */
final class FileTrouble {
    private FileTrouble() {}

    /** The refusal in words; the caller names the file. */
    static String text(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of this name";
        }
        if (e instanceof CharacterCodingException) {
            return "is not text in UTF-8";
        }
        boolean hasReason = e instanceof FileSystemException known && known.getReason() != null;
        return hasReason ? ((FileSystemException) e).getReason() : e.toString();
    }

    /**
     * Makes a directory and its parents, if they are not there.
     *
     * @param flag that named it
     */
    static void createDirectory(String flag, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw Failure.environment(
                    flag + "=" + directory + ": cannot be made a directory: " + text(e), e);
        }
    }
}
