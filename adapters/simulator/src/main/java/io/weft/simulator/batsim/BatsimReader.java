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
package io.weft.simulator.batsim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.simulator.workload.JobSorter;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.SeenIds;
import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.TraceStream;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;
import io.weft.simulator.workload.WorkloadTally;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;

/**
 * Reads a workload of Batsim, plain, in gzip or in xz. It is read twice: once for its profiles,
 * once for its jobs, which are handed out one at a time. What stays in memory are the profiles and
 * the numbers of the jobs; jobs that are not in order of submission are sorted in a temporary file
 * without a name.
 *
 * <p>A bad job is counted in the {@link #report()} and left out; in strict mode the first one ends
 * the reading with a {@link WorkloadException}. Whatever the bytes, nothing else is thrown.
 */
public final class BatsimReader implements Workload {
    private static final JsonFactory JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .getFactory();

    private final String source;
    private final BatsimOptions options;
    private final BatsimIndex index;
    private final BatsimJobs jobs;
    private final WorkloadTally tally;
    private final SeenIds ids = new SeenIds();
    private final JobSorter sorter;
    private final JsonParser parser;
    private long jobNumber;
    private boolean isSorting;
    private WorkloadException failure;

    private BatsimReader(
            String source, BatsimOptions options, BatsimIndex index, JsonParser parser) {
        this.source = source;
        this.options = options;
        this.index = index;
        this.parser = parser;
        jobs = new BatsimJobs(options, index.profiles());
        tally = new WorkloadTally(options.rejectedKept());
        tally.onLines(index.lineCount());
        sorter = index.isSorted() ? null : new JobSorter();
        isSorting = sorter != null;
    }

    /**
     * Opens a workload and reads its profiles.
     *
     * @throws WorkloadException if it cannot be read, or is no workload of Batsim
     */
    public static BatsimReader open(TraceSource file, BatsimOptions options) {
        String source = file.name();
        try {
            BatsimIndex index;
            try (JsonParser parser = parser(file)) {
                index = BatsimIndex.of(parser, source);
            }
            JsonParser parser = parser(file);
            try {
                moveToJobs(parser);
            } catch (IOException e) {
                parser.close();
                throw e;
            }
            return new BatsimReader(source, options, index, parser);
        } catch (IOException | NumberFormatException e) {
            throw damage(source, e);
        }
    }

    private static JsonParser parser(TraceSource file) throws IOException {
        InputStream bytes = file.open();
        try {
            return JSON.createParser(TraceStream.textOf(bytes))
                    .enable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static void moveToJobs(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isJobs = parser.currentName().equals("jobs");
            if (parser.nextToken() == JsonToken.START_ARRAY && isJobs) {
                return;
            }
            parser.skipChildren();
        }
    }

    @Override
    public WorkloadHeader header() {
        return index.header();
    }

    @Override
    public JobSpec next() {
        if (failure != null) {
            throw failure;
        }
        try {
            if (isSorting) {
                for (JobSpec job = nextOfFile(); job != null; job = nextOfFile()) {
                    sorter.add(job);
                }
                isSorting = false;
            }
            JobSpec job = sorter == null ? nextOfFile() : sorter.next();
            if (job != null) {
                tally.onDelivered();
            }
            return job;
        } catch (IOException | NumberFormatException e) {
            failure = damage(source, e);
            throw failure;
        }
    }

    @Override
    public WorkloadReport report() {
        return tally.report();
    }

    @Override
    public void close() {
        try {
            parser.close();
            if (sorter != null) {
                sorter.close();
            }
        } catch (IOException e) {
            throw new WorkloadException(source + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    private JobSpec nextOfFile() throws IOException {
        JsonToken token = parser.isClosed() ? null : parser.nextToken();
        while (token != null && token != JsonToken.END_ARRAY) {
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode node = parser.readValueAsTree();
            jobNumber++;
            JobSpec job = job(node, line);
            if (job != null) {
                return job;
            }
            token = parser.nextToken();
        }
        parser.close();
        return null;
    }

    /** Null if the job is dropped or rejected. */
    private JobSpec job(JsonNode node, int line) {
        try {
            if (!node.isObject()) {
                throw Decimal.rejected(RejectionReason.NOT_A_TYPE, "job", node);
            }
            long id = index.isNumbered() ? BatsimJobs.number(node.get("id")) : jobNumber;
            JobSpec job = jobs.job(node, id);
            if (job == null) {
                tally.onDropped();
            } else if (!ids.add(id)) {
                throw Decimal.rejected(RejectionReason.DUPLICATE_ID, "id", node.get("id"));
            } else if (!index.isNumbered()) {
                tally.onApplied(EnumSet.of(RuleOfUse.NUMBERED_ANEW));
            }
            tally.onApplied(jobs.applied());
            return job;
        } catch (RejectedValueException e) {
            RejectedLine rejected = e.at(source, line);
            tally.onRejected(rejected);
            if (options.isStrict()) {
                failure = new WorkloadException(rejected);
                throw failure;
            }
            return null;
        }
    }

    /**
     * A number with an exponent that no number has is damage too, though the parser throws else.
     */
    private static WorkloadException damage(String source, Exception e) {
        return new WorkloadException(
                source
                        + ": cannot be read on: "
                        + e.getMessage()
                        + ". Maybe: the file was cut short or damaged; copy it again.",
                e);
    }
}
