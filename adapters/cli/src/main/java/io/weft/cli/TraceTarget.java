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

import io.weft.simulator.batsim.BatsimWriter;
import io.weft.simulator.format.WorkloadFormat;
import io.weft.simulator.workload.SwfWriter;
import io.weft.simulator.workload.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trace that is written, there whole or not at all. */
final class TraceTarget {
    private final String flag;
    private final Path file;
    private final WorkloadFormat format;
    private final boolean hasNodeColumn;

    private TraceTarget(String flag, Path file, WorkloadFormat format, boolean hasNodeColumn) {
        this.flag = flag;
        this.file = file;
        this.format = format;
        this.hasNodeColumn = hasNodeColumn;
    }

    /**
     * A trace in the format that its name ends in.
     *
     * @param flag that named it
     * @param forced the format that was asked for, or null
     * @throws Failure of usage if there is no writer for the format
     */
    static TraceTarget of(String flag, Path file, WorkloadFormat forced) {
        WorkloadFormat format = forced == null ? WorkloadFormat.ofName(file.toString()) : forced;
        if (format != WorkloadFormat.SWF && format != WorkloadFormat.BATSIM) {
            throw Failure.usage(
                    flag
                            + "="
                            + file
                            + ": traces are written as swf or batsim. Give it a name that ends in"
                            + " .swf or .json (and .gz or .xz), or say which with --to.");
        }
        return new TraceTarget(flag, file, format, true);
    }

    /** A trace in the Standard Workload Format, whatever its name. */
    static TraceTarget ofSwf(String flag, Path file, boolean hasNodeColumn) {
        TraceFormat.of(flag, file);
        return new TraceTarget(flag, file, WorkloadFormat.SWF, hasNodeColumn);
    }

    /**
     * Writes all jobs.
     *
     * @param force whether another file may be replaced
     * @return how many jobs were written
     */
    long write(Workload jobs, boolean force) {
        try (PartFile part = PartFile.of(flag, file, force)) {
            long count;
            try (OutputStream bytes =
                    TraceFormat.compression(file).compress(Files.newOutputStream(part.part()))) {
                count =
                        format == WorkloadFormat.BATSIM
                                ? new BatsimWriter().write(jobs, bytes)
                                : new SwfWriter().nodeColumn(hasNodeColumn).write(jobs, bytes);
            }
            part.complete();
            return count;
        } catch (IOException e) {
            throw Failure.environment(
                    flag + "=" + file + ": cannot be written: " + FileTrouble.text(e), e);
        }
    }

    Path file() {
        return file;
    }
}
