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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Puts the fields of a record under their columns when there are more of them than columns, for
 * sacct does not mark a | that is part of a name or a command line. Columns of free text may take
 * several fields; all others take one, which must look right. A record is used only if every column
 * that matters has one possible value.
 */
final class SacctAlignment {
    /** More separators in names are no accident. */
    private static final int EXTRA_COUNT_MAX = 256;

    private static final String TIME = "(?:\\d{4}-\\d\\d-\\d\\dT[\\d:.]+|\\d+|Unknown|None)?";
    private static final String LENGTH = "(?:[\\d:.-]+|UNLIMITED|Partition_Limit|INVALID)?";
    private static final String COUNT = "\\d*";

    private static final Map<String, Pattern> FORMS = forms();
    private static final List<String> FREE_TEXT =
            List.of(
                    "JobName",
                    "SubmitLine",
                    "Comment",
                    "AdminComment",
                    "SystemComment",
                    "Constraints",
                    "Extra",
                    "Reason",
                    "WCKey",
                    "WorkDir",
                    "StdIn",
                    "StdOut",
                    "StdErr");
    private static final List<String> MATTERING =
            List.of(
                    "JobID",
                    "JobIDRaw",
                    "Submit",
                    "Eligible",
                    "Start",
                    "End",
                    "Elapsed",
                    "ElapsedRaw",
                    "State",
                    "NCPUS",
                    "AllocCPUS",
                    "ReqCPUS",
                    "NNodes",
                    "NodeList",
                    "ReqMem",
                    "Timelimit",
                    "TimelimitRaw",
                    "User",
                    "Group",
                    "Partition");

    private final SacctColumns columns;
    private final boolean[] isFree;
    private final Pattern[] form;

    SacctAlignment(SacctColumns columns) {
        this.columns = columns;
        isFree = new boolean[columns.count()];
        form = new Pattern[columns.count()];
        FREE_TEXT.forEach(name -> mark(columns.index(name)));
        FORMS.forEach(
                (name, pattern) -> {
                    if (columns.index(name) >= 0) {
                        form[columns.index(name)] = pattern;
                    }
                });
    }

    private void mark(int index) {
        if (index >= 0) {
            isFree[index] = true;
        }
    }

    /**
     * As many values as there are columns.
     *
     * @param fields more than there are columns
     * @throws RejectedValueException if there is no way to align them, or more than one
     */
    String[] align(List<String> fields) throws RejectedValueException {
        int extra = fields.size() - columns.count();
        if (extra > EXTRA_COUNT_MAX) {
            throw ambiguous(fields);
        }
        boolean[][] fits = fits(fields, extra);
        if (!fits[0][0]) {
            throw ambiguous(fields);
        }
        for (String name : MATTERING) {
            int column = columns.index(name);
            if (column >= 0 && !isSettled(fields, fits, column, extra)) {
                throw ambiguous(fields);
            }
        }
        return first(fields, fits, extra);
    }

    /** fits[c][e]: the columns from c on can take the fields from c+e on. */
    private boolean[][] fits(List<String> fields, int extra) {
        boolean[][] fits = new boolean[columns.count() + 1][extra + 1];
        fits[columns.count()][extra] = true;
        for (int column = columns.count() - 1; column >= 0; column--) {
            for (int e = 0; e <= extra; e++) {
                int last = isFree[column] ? extra : e;
                if (matches(column, fields.get(column + e))) {
                    for (int next = e; next <= last; next++) {
                        fits[column][e] |= fits[column + 1][next];
                    }
                }
            }
        }
        return fits;
    }

    private boolean matches(int column, String field) {
        return form[column] == null || form[column].matcher(field).matches();
    }

    private boolean isSettled(List<String> fields, boolean[][] fits, int wanted, int extra) {
        boolean[] isReached = new boolean[extra + 1];
        isReached[0] = true;
        for (int column = 0; column < wanted; column++) {
            boolean[] isNext = new boolean[extra + 1];
            for (int e = 0; e <= extra; e++) {
                int last = isFree[column] ? extra : e;
                for (int next = e; isReached[e] && next <= last; next++) {
                    isNext[next] |= fits[column + 1][next];
                }
            }
            isReached = isNext;
        }
        String value = null;
        for (int e = 0; e <= extra; e++) {
            if (isReached[e] && fits[wanted][e]) {
                String found = fields.get(wanted + e);
                if (value != null && !value.equals(found)) {
                    return false;
                }
                value = found;
            }
        }
        return true;
    }

    /** The way in which the columns on the left take as little as they can. */
    private String[] first(List<String> fields, boolean[][] fits, int extra) {
        String[] values = new String[columns.count()];
        int e = 0;
        for (int column = 0; column < values.length; column++) {
            int next = e;
            while (next < extra && !fits[column + 1][next]) {
                next++;
            }
            values[column] = String.join("|", fields.subList(column + e, column + next + 1));
            e = next;
        }
        return values;
    }

    private RejectedValueException ambiguous(List<String> fields) {
        return new RejectedValueException(
                RejectionReason.FIELD_COUNT,
                "line",
                fields.size() + " for " + columns.count() + " columns");
    }

    private static Map<String, Pattern> forms() {
        Map<String, Pattern> forms = new TreeMap<>();
        put(forms, TIME, "Submit", "Eligible", "Start", "End");
        put(forms, LENGTH, "Elapsed", "CPUTime", "Timelimit", "Suspended", "TotalCPU", "UserCPU");
        put(forms, LENGTH, "SystemCPU", "Reserved", "ResvCPU", "Planned", "PlannedCPU");
        put(forms, COUNT, "ElapsedRaw", "TimelimitRaw", "CPUTimeRAW", "DBIndex", "AssocID", "GID");
        put(forms, COUNT, "UID", "NCPUS", "AllocCPUS", "ReqCPUS", "NNodes", "AllocNodes", "NTasks");
        put(forms, COUNT, "ReqNodes", "Priority", "QOSRAW");
        put(forms, "(?:\\d+:\\d+)?", "ExitCode", "DerivedExitCode");
        put(forms, "\\d+[\\w.+\\[\\],%:-]*", "JobID", "JobIDRaw");
        put(forms, "[A-Z_]+\\+?(?: by .*)?", "State");
        put(forms, "(?:\\d[\\d.]*[KMGTPE]?[cn?]?)?", "ReqMem");
        put(forms, "(?:[\\w/:.]+=.*)?", "ReqTRES", "AllocTRES");
        return forms;
    }

    private static void put(Map<String, Pattern> forms, String form, String... names) {
        Pattern pattern = Pattern.compile(form, Pattern.DOTALL);
        for (String name : names) {
            forms.put(name, pattern);
        }
    }
}
