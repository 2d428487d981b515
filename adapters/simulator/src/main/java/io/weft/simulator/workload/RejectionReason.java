/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
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
    LINE_TOO_LONG("the line is longer than 1 MiB"),
    TOO_FEW_FIELDS("a job has at least 18 fields"),
    NOT_A_NUMBER("not a decimal number"),
    NOT_WHOLE("a whole number is expected here"),
    NEGATIVE("below 0; only -1 for \"not known\" is allowed, and not for every field"),
    TOO_LARGE("larger than any real value of this field"),
    DUPLICATE_ID("a job with this id came before"),
    SUBMIT_GOES_BACK("submitted before the job on the line above it"),
    PATTERN_LENGTH("the busy and idle periods do not have the length that their count says"),
    PATTERN_SUM("the busy and idle periods together are not the runtime");

    private final String text;

    RejectionReason(String text) {
        this.text = text;
    }

    /** The reason as a sentence for a person. */
    public String text() {
        return text;
    }
}
