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

import io.weft.simulator.workload.MergedWorkload;
import io.weft.simulator.workload.RebasedWorkload;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The traces of a command line, read as one workload. */
final class Traces {
    private final List<Path> files;
    private final AtomicLong bytesRead = new AtomicLong();

    /**
     * Looks at every file before any is read.
     *
     * @throws Failure of input that names the first that cannot be read
     */
    Traces(List<Path> files) {
        this.files = List.copyOf(files);
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw refusal(file, "no such file");
            }
            if (Files.isDirectory(file)) {
                throw refusal(file, "is a directory, expected a trace file");
            }
            if (!Files.isReadable(file)) {
                throw refusal(file, "permission denied");
            }
        }
    }

    /** Header of the first trace, for which its beginning is read once more. */
    WorkloadHeader header() {
        Path first = files.get(0);
        if (!Files.isRegularFile(first)) {
            throw Failure.usage(
                    first
                            + " can be read only once. Add --nodes and --cores, --procs or --machine.");
        }
        try (Workload workload = SwfReader.open(first, new SwfOptions())) {
            return workload.header();
        }
    }

    /** All jobs by submit time, to be closed by the caller. */
    Workload open(TraceFlags flags, SwfOptions options) {
        Workload all = null;
        try {
            for (Path file : files) {
                Workload next = open(file, options);
                all = all == null ? next : new MergedWorkload(all, next);
            }
        } catch (RuntimeException e) {
            if (all != null) {
                all.close();
            }
            throw e;
        }
        return flags.isRebased() ? new RebasedWorkload(all) : all;
    }

    private Workload open(Path file, SwfOptions options) {
        try {
            InputStream bytes = new CountingStream(Files.newInputStream(file), bytesRead);
            return SwfReader.open(bytes, file.toString(), options);
        } catch (IOException e) {
            throw refusal(file, FileTrouble.text(e));
        }
    }

    /** Bytes of all files, as they lie on disk. */
    long length() {
        return files.stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /** How many of them were read. */
    long bytesRead() {
        return bytesRead.get();
    }

    /** The files as they were given. */
    String names() {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static Failure refusal(Path file, String reason) {
        return Failure.input("trace " + file + ": " + reason);
    }
}
