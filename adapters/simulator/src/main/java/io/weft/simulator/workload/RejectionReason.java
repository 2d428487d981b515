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
package io.weft.simulator.workload;

/** Why a line of a workload was rejected. */
public enum RejectionReason {
    LINE_TOO_LONG("the line is longer than 1 MiB", "this is no trace, or its line ends are lost"),
    TOO_FEW_FIELDS("a job has at least 18 fields", "the line was cut, or this is another format"),
    NOT_A_NUMBER("not a decimal number", "remove the line, or fill unknown values with -1"),
    NOT_WHOLE("a whole number is expected here", "the columns are shifted"),
    NEGATIVE("below 0 (-1 for \"not known\" is allowed in some fields)", "the columns are shifted"),
    TOO_LARGE("larger than this field can be", "the value is in another unit"),
    DUPLICATE_ID("a job with this id came before", "two logs were joined: number the jobs again"),
    SUBMIT_GOES_BACK("submitted before the job above it", "sort the trace, or ask for sorting"),
    PATTERN_LENGTH("not as many busy and idle periods as their count says", "the line was cut"),
    PATTERN_SUM("busy and idle periods do not add up to the runtime", "leave patterns out"),
    NOT_A_RECORD("no record of such a log", "this is another format"),
    FIELD_COUNT("not as many fields as there are columns", "the line was cut, or a name holds a |"),
    MISSING("a job needs this value", "ask the resource manager for this column, too"),
    NOT_A_TIME("no date or duration as the format writes it", "the columns are shifted"),
    NOT_AN_AMOUNT("no amount of memory as the format writes it", "the columns are shifted"),
    NOT_AN_ID("no job id as the format writes it", "the columns are shifted"),
    UNKNOWN_STATE("a job state that the manual does not list", "the columns are shifted"),
    NO_PROFILE("the workload has no profile of this name", "the file was cut, or edited by hand"),
    TIME_GOES_BACK("not after the sample above it of this job", "sort the samples by time"),
    NOT_A_TYPE("a value of another type is expected here", "this is another kind of JSON");

    private final String text;
    private final String cure;

    RejectionReason(String text, String cure) {
        this.text = text;
        this.cure = cure;
    }

    /** The reason, for a person. */
    public String text() {
        return text;
    }

    /** What may help, for a person. */
    public String cure() {
        return cure;
    }
}
