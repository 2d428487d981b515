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
package io.weft.manager.daemon;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used; names everything that is wrong with it. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<SettingError> errors;

    /**
     * Errors in a file.
     *
     * @param file where they are.
     * @param errors at least one.
     */
    public SettingsException(final String file, final List<SettingError> errors) {
        super(
                file
                        + ":"
                        + errors.stream()
                                .map(error -> System.lineSeparator() + "  " + error)
                                .collect(Collectors.joining()));
        this.errors = List.copyOf(errors);
    }

    /**
     * What is wrong.
     *
     * @return the errors, in the order of the settings.
     */
    public List<SettingError> errors() {
        return errors;
    }
}
