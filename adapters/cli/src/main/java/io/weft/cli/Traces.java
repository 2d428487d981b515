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

import io.weft.simulator.accounting.AccountingOptions;
import io.weft.simulator.batsim.BatsimOptions;
import io.weft.simulator.format.WorkloadFormat;
import io.weft.simulator.format.WorkloadOpener;
import io.weft.simulator.workload.RebasedWorkload;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.TraceSource;
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

    /**
     * The format of the traces, for which the beginning of each is read once more.
     *
     * @param forced the format that was asked for, or null
     * @throws Failure of usage if they have different formats
     */
    WorkloadFormat format(WorkloadFormat forced) {
        if (forced != null) {
            return forced;
        }
        WorkloadFormat first = formatOf(files.get(0));
        for (Path file : files) {
            WorkloadFormat format = formatOf(file);
            if (format != first) {
                throw Failure.usage(
                        files.get(0)
                                + " looks like "
                                + Text.words(first)
                                + ", "
                                + file
                                + " like "
                                + Text.words(format)
                                + ". Maybe convert them first, or add --format.");
            }
        }
        return first;
    }

    /** Whether all names end in .swf, compression aside. */
    boolean isSwf() {
        return files.stream()
                .allMatch(file -> WorkloadFormat.ofName(file.toString()) == WorkloadFormat.SWF);
    }

    /** What can be read only once is taken to be what it mostly is. */
    private static WorkloadFormat formatOf(Path file) {
        return Files.isRegularFile(file)
                ? WorkloadFormat.of(TraceSource.of(file))
                : WorkloadFormat.SWF;
    }

    /** Header of the first trace, for which its beginning is read once more. */
    WorkloadHeader header(WorkloadFormat format) {
        Path first = files.get(0);
        boolean isLog = format == WorkloadFormat.SACCT || format == WorkloadFormat.PBS;
        if (isLog || !Files.isRegularFile(first)) {
            throw Failure.usage(
                    first
                            + (isLog
                                    ? " does not describe the machine."
                                    : " can be read only once.")
                            + " Add --nodes and --cores, --procs or --machine.");
        }
        WorkloadOpener opener =
                new WorkloadOpener(new SwfOptions(), new AccountingOptions(), new BatsimOptions());
        try (Workload workload = opener.open(List.of(TraceSource.of(first)), format)) {
            return workload.header();
        }
    }

    /** All jobs by submit time, to be closed by the caller. */
    Workload open(WorkloadOpener opener, WorkloadFormat format, boolean isRebased) {
        Workload all = opener.open(files.stream().map(this::counted).toList(), format);
        return isRebased ? new RebasedWorkload(all) : all;
    }

    private TraceSource counted(Path file) {
        return new TraceSource() {
            @Override
            public String name() {
                return file.toString();
            }

            @Override
            public InputStream open() {
                try {
                    return new CountingStream(Files.newInputStream(file), bytesRead);
                } catch (IOException e) {
                    throw refusal(file, FileTrouble.text(e));
                }
            }
        };
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
