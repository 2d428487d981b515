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

import io.weft.simulator.SemanticsProfile;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Semantics of time by their names, such as {@code ncs-2022}; a shell completes ncs_2022. */
final class Semantics implements ITypeConverter<SemanticsProfile> {
    @Override
    public SemanticsProfile convert(String text) {
        try {
            return SemanticsProfile.of(text.toLowerCase(Locale.ROOT).replace('_', '-'));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "expected one of "
                            + Arrays.stream(SemanticsProfile.values())
                                    .map(SemanticsProfile::text)
                                    .collect(Collectors.joining(", ", "[", "]"))
                            + " but was '"
                            + text
                            + "'");
        }
    }
}
