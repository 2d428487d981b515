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
package io.weft.pbs;

import io.weft.manager.ManagerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what qstat and pbsnodes print with {@code -F dsv}: a line for each job or node. Of the
 * formats they have it is the only one that survives any text a user may put into a job: JSON is
 * broken by quotes in a variable of the environment (openpbs issue 2541) and the plain text is
 * folded. The delimiter is a control character, and those never stand in a value: PBS prints them
 * as a caret and a letter, and a new line as {@code \n}.
 */
final class DsvReader {
    static final String DELIMITER = "\u001f";
    static final String JOB_HEADER = "Job Id: ";
    static final String NODE_HEADER = "Name=";

    private DsvReader() {}

    /**
     * Reads all there is.
     *
     * @param output of the command.
     * @param header that each line begins with.
     * @return the records, in order.
     * @throws ManagerException GARBLED, when it is anything else, or not whole.
     */
    static List<PbsRecord> read(final String output, final String header) throws ManagerException {
        final List<PbsRecord> records = new ArrayList<>();
        int start = 0;
        while (start < output.length()) {
            final int end = output.indexOf('\n', start);
            if (end < 0 || !output.startsWith(header, start)) {
                throw new ManagerException(
                        ManagerException.Kind.GARBLED,
                        true,
                        "Not what PBS prints: " + excerpt(output, start));
            }
            records.add(record(output.substring(start + header.length(), end)));
            start = end + 1;
        }
        return records;
    }

    private static PbsRecord record(final String line) {
        final String[] fields = line.split(DELIMITER, -1);
        final Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 1; i < fields.length; i++) {
            final int equals = fields[i].indexOf('=');
            if (equals > 0) {
                attributes.put(fields[i].substring(0, equals), fields[i].substring(equals + 1));
            }
        }
        return new PbsRecord(fields[0], attributes);
    }

    private static String excerpt(final String output, final int start) {
        return output.substring(start, Math.min(output.length(), start + 80));
    }
}
