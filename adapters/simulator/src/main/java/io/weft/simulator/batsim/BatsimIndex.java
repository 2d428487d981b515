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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be known of a workload of Batsim before its first job can be made: the profiles, which
 * may come after the jobs, whether the jobs are in order, and whether all have numbers.
 */
final class BatsimIndex {
    private static final int VALUE_LENGTH_MAX = 1_000;
    private static final int ENTRY_COUNT_MAX = 1_000;

    private final Profiles profiles = new Profiles();
    private final List<WorkloadHeader.Entry> entries = new ArrayList<>();
    private final List<WorkloadHeader.Entry> ownEntries = new ArrayList<>();
    private boolean isOwn;
    private boolean hasJobs;
    private boolean isNumbered = true;
    private boolean isSorted = true;
    private long submitNsLast;
    private long lineCount;

    /** Reads a whole workload. */
    static BatsimIndex of(JsonParser parser, String source) throws IOException {
        var index = new BatsimIndex();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new WorkloadException(
                    source + ": is no JSON object. Maybe: this is another format.", null);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            index.onEntry(key, parser.nextToken(), parser, source);
        }
        if (!index.hasJobs) {
            throw new WorkloadException(
                    source + ": has no jobs. Maybe: this is another kind of JSON.", null);
        }
        index.lineCount = parser.currentLocation().getLineNr();
        return index;
    }

    Profiles profiles() {
        return profiles;
    }

    /** Whether every job's id is a number. */
    boolean isNumbered() {
        return isNumbered;
    }

    /** Whether no job comes before the one above it. */
    boolean isSorted() {
        return isSorted;
    }

    long lineCount() {
        return lineCount;
    }

    /** Weft's own lines if it wrote the workload; else what Batsim's words say. */
    WorkloadHeader header() {
        return WorkloadHeader.of(isOwn ? ownEntries : entries);
    }

    private void onEntry(String key, JsonToken value, JsonParser parser, String source)
            throws IOException {
        if (key.equals("jobs") && value == JsonToken.START_ARRAY) {
            if (hasJobs) {
                throw new WorkloadException(source + ": has jobs in two places", null);
            }
            hasJobs = true;
            readJobs(parser);
        } else if (key.equals("profiles") && value == JsonToken.START_OBJECT) {
            profiles.read(parser);
        } else if (key.equals("nb_res") && value == JsonToken.VALUE_NUMBER_INT) {
            entries.add(new WorkloadHeader.Entry("MaxProcs", line(parser.getText())));
        } else if (key.equals("description") && value == JsonToken.VALUE_STRING) {
            entries.add(new WorkloadHeader.Entry("Note", line(parser.getText())));
        } else if (key.equals(WeftFields.WEFT) && value == JsonToken.START_ARRAY) {
            isOwn = true;
            readHeader(parser.readValueAsTree());
        } else {
            parser.skipChildren();
        }
    }

    private void readJobs(JsonParser parser) throws IOException {
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            if (t == JsonToken.START_OBJECT) {
                JsonNode job = parser.readValueAsTree();
                isNumbered &= BatsimJobs.number(job.get("id")) >= 0;
                onSubmit(job);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void onSubmit(JsonNode job) {
        try {
            long submitNs = BatsimJobs.submitNs(job);
            isSorted &= submitNs >= submitNsLast;
            submitNsLast = submitNs;
        } catch (RejectedValueException e) {
            // Whoever makes jobs will say so.
        }
    }

    private void readHeader(JsonNode pairs) {
        for (JsonNode pair : pairs) {
            String key = pair.path(0).asText();
            if (key.matches("\\w+") && ownEntries.size() < ENTRY_COUNT_MAX) {
                ownEntries.add(new WorkloadHeader.Entry(key, line(pair.path(1).asText())));
            }
        }
    }

    private static String line(String text) {
        String cut = text.substring(0, Math.min(VALUE_LENGTH_MAX, text.length()));
        return cut.replaceAll("\\R", " ").strip();
    }
}
