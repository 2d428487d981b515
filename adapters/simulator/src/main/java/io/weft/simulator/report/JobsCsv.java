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
package io.weft.simulator.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.weft.core.client.AllocationSlices;
import io.weft.core.wire.JobClass;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.workload.JobSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a line for every job, in the order in which they end, are refused or are given up; it
 * holds none of them. Comma-separated, with a header:
 *
 * <pre>
 * job_id            number in the workload
 * class             batch, interactive or urgent
 * queue, user       numbers in the workload; -1: unknown
 * submit            s from the trace's origin
 * start, end        s from the trace's origin; empty if it never ran, as are the next two
 * wait, run         s
 * run_alone         s that it would have run alone
 * procs             processors it asked for
 * nodes             nodes it ran on; if it never ran, nodes it asked for, 0 for cores anywhere
 * memory            bytes it asked for on all nodes together
 * slowdown          (wait + run) / run_alone
 * bounded_slowdown  the same with a run alone of at least 10 s, and at least 1
 * state             completed, timed_out, rejected, never_started, failed or cancelled
 * allocation        cores it held at its end, such as 3:0-3+8;4:0 for cores 0 to 3 and 8 of node 3
 *                   and core 0 of node 4
 * suspensions       times that it was suspended
 * requeues          times that it ran and was put back into the queue
 * resizes           times that it was given another size
 * lost_core_s       core-seconds spent on work it did again, and on going on and starting again
 * </pre>
 *
 * <p>Numbers have up to nine decimals and no exponent. Used by one thread.
 */
public final class JobsCsv implements OutcomeListener, AutoCloseable {
    private static final String NONE = "";

    private final CsvWriter csv;
    private final AllocationText allocation = new AllocationText();

    /**
     * A report that goes to a writer.
     *
     * @param writer to be closed with this
     */
    public JobsCsv(final Writer writer) {
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        csv.writeRecord(
                "job_id",
                "class",
                "queue",
                "user",
                "submit",
                "start",
                "end",
                "wait",
                "run",
                "run_alone",
                "procs",
                "nodes",
                "memory",
                "slowdown",
                "bounded_slowdown",
                "state",
                "allocation",
                "suspensions",
                "requeues",
                "resizes",
                "lost_core_s");
    }

    /**
     * A report that goes to a file, which is replaced.
     *
     * @param file in UTF-8
     * @throws IOException if it cannot be written
     */
    public static JobsCsv create(final Path file) throws IOException {
        return new JobsCsv(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the line cannot be written
     */
    @Override
    public void onOutcome(final JobOutcome outcome, final AllocationSlices slices) {
        final JobSpec job = outcome.job();
        final boolean hasRun = outcome.hasRun();
        allocation.write(slices);
        csv.writeRecord(
                Long.toString(job.id()),
                text(job.jobClass()),
                Integer.toString(job.queue()),
                Integer.toString(job.userId()),
                DecimalText.seconds(job.submitNs()),
                hasRun ? DecimalText.seconds(outcome.startNs()) : NONE,
                hasRun ? DecimalText.seconds(outcome.endNs()) : NONE,
                hasRun ? DecimalText.seconds(outcome.waitNs()) : NONE,
                hasRun ? DecimalText.seconds(outcome.runNs()) : NONE,
                DecimalText.seconds(job.runtimeNs()),
                Integer.toString(job.processors()),
                Integer.toString(hasRun ? allocation.nodeCount() : job.nodeCount()),
                Long.toString(memory(job)),
                hasRun ? DecimalText.decimal(outcome.slowdown()) : NONE,
                hasRun ? DecimalText.decimal(outcome.boundedSlowdown()) : NONE,
                outcome.state().text(),
                allocation.toString(),
                Integer.toString(outcome.history().suspensions()),
                Integer.toString(outcome.history().requeues()),
                Integer.toString(outcome.history().resizes()),
                DecimalText.decimal(outcome.history().lostCoreS()));
    }

    /**
     * Writes what is left and closes the writer.
     *
     * @throws IOException if that fails
     */
    @Override
    public void close() throws IOException {
        csv.close();
    }

    private static String text(final JobClass jobClass) {
        return jobClass.name().toLowerCase(Locale.ROOT);
    }

    private static long memory(final JobSpec job) {
        return job.nodeCount() == 0
                ? job.memoryPerCore() * job.coresPerNode()
                : job.memoryPerNode() * job.nodeCount();
    }
}
