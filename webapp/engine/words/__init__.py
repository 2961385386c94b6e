"""Words as a reader types them: tokens, normal forms, stems, for Arabic and English."""
